namespace Marquee.Payments;

/// <summary>A payment as its customer sees it.</summary>
/// <param name="Refunded">What went back, in the amount's currency.</param>
/// <param name="Refunding">What is on its way back.</param>
[GenerateSerializer, Immutable, Alias("marquee.payment-view")]
public sealed record PaymentView(
    [property: Id(0)] PaymentId Id,
    [property: Id(1)] PaymentStatus Status,
    [property: Id(2)] PaymentMethod Method,
    [property: Id(3)] Money Amount,
    [property: Id(4)] long Refunded,
    [property: Id(5)] NextAction? NextAction,
    [property: Id(6)] PaymentFailure? Failure,
    [property: Id(7)] long Refunding = 0)
{
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
}

/// <summary>Whose a payment is.</summary>
/// <param name="Booking">What is paid for, or null where it goes into the customer's wallet.</param>
[GenerateSerializer, Immutable, Alias("marquee.payment-owner")]
public sealed record PaymentOwner([property: Id(0)] UserId Customer, [property: Id(1)] BookingId? Booking);

/// <param name="Kind">Stable word for what to do: <c>redirect</c>.</param>
[GenerateSerializer, Immutable, Alias("marquee.next-action")]
public sealed record NextAction([property: Id(0)] string Kind, [property: Id(1)] string Url);

/// <param name="Code">Stable word in kebab case: <c>declined</c>, <c>insufficient-funds</c>, <c>abandoned</c>.</param>
[GenerateSerializer, Immutable, Alias("marquee.payment-failure")]
public sealed record PaymentFailure([property: Id(0)] string Code, [property: Id(1)] string Message);
