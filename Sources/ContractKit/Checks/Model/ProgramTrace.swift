/// Marks of a program that strangers should not see in an answer.
enum ProgramTrace {
    private static let marks: [(mark: String, words: String)] = [
        ("Traceback (most recent call last)", "a Python traceback"), ("File \"/", "a path of a Python file"),
        (".java:", "a Java stack trace"), ("node_modules", "a Node stack trace"),
        ("node:internal", "a Node stack trace"), ("Whoops", "Laravel's page of errors"),
        ("site-packages", "a path of a Python package"), ("goroutine ", "a Go stack trace"),
        (".rb:", "a Ruby stack trace"), ("Fatal error: ", "an error of PHP or Swift"),
        ("Werkzeug Debugger", "a debugger"), ("vendor/laravel", "a path of a PHP package"),
    ]

    /// The first mark that an answer holds, in words; nil where there is none.
    static func first(in text: String) -> String? {
        if let known = marks.first(where: { text.contains($0.mark) }) { return known.words }
        // Pages break its lines by tags and indent them by entities, and JSON escapes what breaks them.
        return text.contains(/(^|\n|<br>|\\n)(\s|&nbsp;)*at [^\n]{1,200}[(\/][^\n()]{1,200}:\d+:\d+\)?/)
            ? "a JavaScript stack trace" : nil
    }
}
