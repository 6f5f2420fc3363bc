import JSONKit
import Testing

struct JSONParserProblemTests {
    @Test(arguments: [
        ("", "1:1: there is no value here; the text is empty []"),
        (" \n ", "2:2: there is no value here; the text is empty []"),
        ("{} x", "1:4: the value ends before this; a text holds one value, so remove what follows [x]"),
        ("{}}", "1:3: the value ends before this; a text holds one value, so remove what follows [}]"),
        (
            "{\"a\":1}\n{\"a\":2}",
            "2:1: the value ends before this; a text holds one value, so remove what follows [{]"
        ),
        ("[1, 2", "1:1: this array is never closed; ']' is missing [[]"),
        ("[1,", "1:1: this array is never closed; ']' is missing [[]"),
        ("[", "1:1: this array is never closed; ']' is missing [[]"),
        (
            "{\"a\": [1}",
            "1:9: ']' is missing before this; it would close the array that begins on line 1 [}]"
        ),
        (
            "{\n\"a\": 1\n]",
            "3:1: '}' is missing before this; it would close the object that begins on line 1 []]"
        ),
        ("{", "1:1: this object is never closed; '}' is missing [{]"),
        ("{\"a\"", "1:1: this object is never closed; '}' is missing [{]"),
        ("{\"a\":", "1:1: this object is never closed; '}' is missing [{]"),
        ("{\"a\": 1", "1:1: this object is never closed; '}' is missing [{]"),
        ("{\"a\": 1,", "1:1: this object is never closed; '}' is missing [{]"),
        ("[{\"a\": 1}", "1:1: this array is never closed; ']' is missing [[]"),
        ("{\"a\": 1\n \"b\": 2}", "1:8: ',' or '}' is missing after this []"),
        ("[1 2]", "1:3: ',' or ']' is missing after this []"),
        ("[1, \"a\" {}]", "1:8: ',' or ']' is missing after this []"),
        ("{\"a\" 1}", "1:2: ':' is missing after the key 'a' [\"a\"]"),
        ("{\"a\", 1}", "1:2: ':' is missing after the key 'a' [\"a\"]"),
        ("{\"a\"= 1}", "1:5: a key and its value are separated by ':', not '=' [=]"),
        ("{\"a\":}", "1:2: the key 'a' has no value [\"a\"]"),
        ("{\"a\":, \"b\":1}", "1:2: the key 'a' has no value [\"a\"]"),
        ("[1; 2]", "1:3: members and elements are separated by ',', not ';' [;]"),
        ("[\"a\": 1]", "1:5: an array has no keys; use '{' and '}' for an object [:]"),
        ("[,]", "1:2: ',' cannot stand here; a value is missing [,]"),
        ("[1,,2]", "1:4: ',' cannot stand here; a value is missing [,]"),
        ("[\u{E000}]", "1:2: '\u{E000}' cannot stand here; a value is missing [\u{E000}]"),
        ("[“a”]", "1:2: this is a typographic quotation mark; write a straight one [“]"),
        ("{‘a’: 1}", "1:2: this is a typographic quotation mark; write a straight one [‘]"),
    ])
    func `mistakes that both dialects know`(text: String, expected: String) {
        #expect(mistake(in: text, .json) == expected)
        #expect(mistake(in: text, .json5) == expected)
    }

    @Test(arguments: [
        ("[1,]", "1:3: strict JSON has no comma before ']'; remove it [,]"),
        ("{\"a\": 1 , }", "1:9: strict JSON has no comma before '}'; remove it [,]"),
        ("{a: 1}", "1:2: strict JSON has quotes around its keys; write \"a\" [a]"),
        ("{'a': 1}", "1:2: strict JSON has double quotation marks around strings [']"),
        ("['a']", "1:2: strict JSON has double quotation marks around strings [']"),
        ("[1, // one\n2]", "1:5: strict JSON has no comments; remove it [//]"),
        ("/* a */ 1", "1:1: strict JSON has no comments; remove it [/*]"),
        ("1 # a", "1:3: strict JSON has no comments; remove it [#]"),
        ("{\"a\" /* a */: 1}", "1:6: strict JSON has no comments; remove it [/*]"),
        ("[`a`]", "1:2: a string has \"double\" quotation marks, not backquotes [`]"),
        ("[\u{A0}1]", "1:2: strict JSON has no U+00A0 between values; write a space [\u{A0}]"),
        ("[1\u{3000}]", "1:3: strict JSON has no U+3000 between values; write a space [\u{3000}]"),
    ])
    func `mistakes that only strict JSON knows`(text: String, expected: String) {
        #expect(mistake(in: text, .json) == expected)
    }

    @Test(arguments: [
        ("[1 # one\n]", "1:4: a comment begins with '//' [#]"),
        ("[`a`]", "1:2: a string has 'single' or \"double\" quotation marks, not backquotes [`]"),
        ("[1, /* one", "1:5: this comment is never closed; end it with '*/' [/*]"),
        ("[1] /* one *", "1:5: this comment is never closed; end it with '*/' [/*]"),
        ("/*/", "1:1: this comment is never closed; end it with '*/' [/*]"),
        ("[1 / 2]", "1:3: ',' or ']' is missing after this []"),
        ("{a: 1\n\n  // next\n  b: 2}", "1:6: ',' or '}' is missing after this []"),
    ])
    func `mistakes that only JSON5 knows`(text: String, expected: String) {
        #expect(mistake(in: text, .json5) == expected)
    }
}
