enum ReportKitTestsPlaceholder {}
