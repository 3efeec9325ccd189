using System.Text.Json.Serialization;

namespace Marquee.LoadTest.Peers;

internal sealed record BookingRequest(string? ShowId, string[]? Seats);

internal sealed record PaymentRequest(string? Method);

internal sealed record Money(long Amount, string Currency = "INR");

internal sealed record BookedSeatBody(string Label, string Category, Money Price);

internal sealed record PriceBody(Money Tickets, Money Fee, Money Tax, Money Discount, Money Total);

internal sealed record BookingBody(
    Guid Id, string Status, IReadOnlyList<BookedSeatBody> Seats, PriceBody Price, DateTimeOffset HoldExpiresAt, DateTimeOffset CreatedAt);

internal sealed record PaymentBody(Guid Id, string Status, string Method, Money Amount);

internal sealed record HoldBody(Guid Id);

internal sealed record ProblemBody(string Code, int Status);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BookingRequest))]
[JsonSerializable(typeof(PaymentRequest))]
[JsonSerializable(typeof(BookingBody))]
[JsonSerializable(typeof(PaymentBody))]
[JsonSerializable(typeof(HoldBody))]
[JsonSerializable(typeof(ProblemBody))]
internal sealed partial class PeerJson : JsonSerializerContext;
