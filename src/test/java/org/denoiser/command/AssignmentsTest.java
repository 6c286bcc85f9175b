package org.denoiser.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssignmentsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '^',
            value = {
                "a=1 # {a=1}",
                "a=1 b=2;c=3; d = 4 ; # {a=1, b=2, c=3, d=4}",
                "input=/my images/a;/b c/d.tif; epochs=2 # {input=/my images/a;/b c/d.tif, epochs=2}",
                "input=[/x y=2/[z] w] a=b # {input=/x y=2/[z] w, a=b}",
                "a=\"b c=d\";e='f g=h' # {a=b c=d, e=f g=h}",
                "a= b=2 # {a=, b=2}",
                "a = [x y=1] b = 'z' # {a=x y=1, b=z}",
                "a=  # {a=}",
                "a=x=y # {a=x=y}",
                "sides=1600,800|400 # {sides=1600,800|400}",
                "^^ # {}",
                "^ ; ^ # {}"
            })
    void valuesGoOnToTheNextKey(String text, String values) {
        assertEquals(values, Assignments.parse("options", text).toString());
    }

    @Test
    void lineEndsSeparateToo() {
        assertEquals("{a=1, b=2}", Assignments.parse("vary", "\na=1\r\n  b=2\n").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '^',
            value = {
                "epochs # vary: key=value is needed where there is 'epochs'",
                "a=1; 3 b=4; =5 # ok",
                "=5 # vary: key=value is needed where there is '=5'",
                "Rate=5 # vary: key=value is needed where there is 'Rate=5'",
                "a=1 a=2 # vary: the key a is given twice",
                "a=[b c # vary: the quote or bracket of a is not closed",
                "a=\"b c # vary: the quote or bracket of a is not closed",
                "a=[b]c # vary: key=value is needed where there is 'c'"
            })
    void whatIsNotOfTheGrammarIsRefused(String text, String sentence) {
        if (sentence.equals("ok")) {
            assertEquals("{a=1; 3, b=4; =5}", Assignments.parse("vary", text).toString());
            return;
        }
        Exception error = assertThrows(IllegalArgumentException.class, () -> Assignments.parse("vary", text));
        assertEquals(sentence, error.getMessage());
    }
}
