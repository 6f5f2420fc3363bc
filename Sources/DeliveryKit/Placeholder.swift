enum DeliveryKitPlaceholder {}
