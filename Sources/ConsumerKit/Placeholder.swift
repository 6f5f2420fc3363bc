enum ConsumerKitPlaceholder {}
