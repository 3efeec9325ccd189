namespace Marquee.Payments;

/// <summary>A payment as its customer sees it.</summary>
/// <param name="Refunded">What went back, in the amount's currency.</param>
/// <param name="Refunding">What is on its way back.</param>
/// <param name="SetAside">True where the money was authorized before it was taken or let go.</param>
/// <param name="Barred">True where it was given up before it was started, so that it never will be.</param>
[GenerateSerializer, Immutable, Alias("marquee.payment-view")]
public sealed record PaymentView(
    [property: Id(0)] PaymentId Id,
    [property: Id(1)] PaymentStatus Status,
    [property: Id(2)] PaymentMethod Method,
    [property: Id(3)] Money Amount,
    [property: Id(4)] long Refunded,
    [property: Id(5)] NextAction? NextAction,
    [property: Id(6)] PaymentFailure? Failure,
    [property: Id(7)] long Refunding = 0,
    [property: Id(8)] bool SetAside = false,
    [property: Id(9)] bool Barred = false)
{
    /// <summary>True while it is up to the provider or the customer how it goes on.</summary>
    public bool Waits => Status is PaymentStatus.Processing or PaymentStatus.RequiresAction;

    /// <summary>True once nothing but a refund can change it.</summary>
    public bool Ended => Status is PaymentStatus.Succeeded or PaymentStatus.Failed;

    /// <summary>True where all the money is here and none of it is going back.</summary>
    public bool Kept => Status == PaymentStatus.Succeeded && Refunded + Refunding == 0;
}

/// <summary>Numbers are stored: append only.</summary>
public enum PaymentStatus : byte
{
    /// <summary>The provider has it, or may have it: nobody knows yet.</summary>
    Processing = 0,

    /// <summary>The customer must do something first, see <see cref="PaymentView.NextAction"/>.</summary>
    RequiresAction = 1,
    Succeeded = 2,
    Failed = 3,

    /// <summary>The money is set aside for us and not taken yet: taken once the seats are the customer's, let go where they are not.</summary>
    Authorized = 4,
}

/// <summary>Whose a payment is.</summary>
/// <param name="Booking">What is paid for, or null where it goes into the customer's wallet.</param>
[GenerateSerializer, Immutable, Alias("marquee.payment-owner")]
public sealed record PaymentOwner([property: Id(0)] UserId Customer, [property: Id(1)] BookingId? Booking);

/// <param name="Kind">One of <see cref="NextActions"/>.</param>
/// <param name="Url">Where the customer does it.</param>
/// <param name="Page">A web page that does the same for who has no such app, where the provider has one.</param>
[GenerateSerializer, Immutable, Alias("marquee.next-action")]
public sealed record NextAction([property: Id(0)] string Kind, [property: Id(1)] string Url, [property: Id(2)] string? Page = null);

/// <summary>Stable words for what the customer is to do.</summary>
public static class NextActions
{
    /// <summary>Open the page, as a bank's challenge.</summary>
    public const string Redirect = "redirect";

    /// <summary>Open the <c>upi://pay</c> link on the phone that has the UPI app.</summary>
    public const string UpiIntent = "upi-intent";

    /// <summary>Scan the <c>upi://pay</c> link as a QR code.</summary>
    public const string UpiQr = "upi-qr";

    /// <summary>Approve the request that the UPI app shows.</summary>
    public const string UpiCollect = "upi-collect";
}

/// <param name="Code">Stable word in kebab case: <c>declined</c>, <c>insufficient-funds</c>, <c>abandoned</c>.</param>
[GenerateSerializer, Immutable, Alias("marquee.payment-failure")]
public sealed record PaymentFailure([property: Id(0)] string Code, [property: Id(1)] string Message);
