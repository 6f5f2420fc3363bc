enum ReportKitPlaceholder {}
