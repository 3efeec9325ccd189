using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Marquee.Payments;

/// <summary>
/// Finds refunds, above all those that are stuck. Owns nothing; the key is ignored. An answer has what was saved before it was asked for,
/// unless the events of it are more than a quarter of a second behind.
/// </summary>
[Alias("marquee.refund-queries")]
public interface IRefundQueries : IGrainWithIntegerKey
{
    /// <summary>Refunds, newest first.</summary>
    /// <param name="status">Null for all.</param>
    /// <param name="limit">1 to 100; anything else becomes the nearest of these.</param>
    /// <param name="after"><see cref="RefundPage.Next"/> of the page before.</param>
    [Alias("list"), AlwaysInterleave] Task<RefundPage> List(RefundStatus? status, int limit, string? after);

    /// <summary>The refund, or null where there is none.</summary>
    [Alias("find"), AlwaysInterleave] Task<RefundSummary?> Find(RefundId refund);

    /// <summary>Every refund to the customer, newest first.</summary>
    [Alias("all-of"), AlwaysInterleave] Task<ImmutableArray<RefundSummary>> AllOf(UserId customer);

    /// <summary>True where the customer is owed a refund, or where that cannot be told because news of a payment has not been taken in.</summary>
    [Alias("is-owed"), AlwaysInterleave] Task<bool> IsOwed(UserId customer);
}

/// <param name="Next">Where the next page begins. Null on the last one.</param>
[GenerateSerializer, Immutable, Alias("marquee.refund-page")]
public sealed record RefundPage(
    [property: Id(0)] ImmutableArray<RefundSummary> Items,
    [property: Id(1)] string? Next);

/// <summary>A refund in a list.</summary>
/// <param name="Tries">How often it had been tried when it last changed.</param>
/// <param name="Note">What an admin wrote who settled it by hand.</param>
[GenerateSerializer, Immutable, Alias("marquee.refund-summary")]
public sealed record RefundSummary(
    [property: Id(0)] RefundId Id,
    [property: Id(1)] PaymentId Payment,
    [property: Id(2)] BookingId? Booking,
    [property: Id(3)] UserId Customer,
    [property: Id(4)] Money Amount,
    [property: Id(5)] PaymentMethod Method,
    [property: Id(6)] RefundTo To,
    [property: Id(7)] RefundStatus Status,
    [property: Id(8)] string Reason,
    [property: Id(9)] int Tries,
    [property: Id(10)] DateTimeOffset RequestedAt,
    [property: Id(11)] DateTimeOffset ChangedAt,
    [property: Id(12)] string? Note);
