enum DeliveryKitTestsPlaceholder {}
