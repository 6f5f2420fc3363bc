enum ConsumerKitTestsPlaceholder {}
