using System.Text.Json;
using Marquee.Notifications;
using Marquee.Storage;

namespace Marquee.Silo.Notifications;

/// <summary>A message to be sent over one channel, as it is saved.</summary>
/// <param name="Attempts">How often it was tried, the attempt under way included.</param>
internal sealed record Delivery(
    NotificationId Id,
    Guid Event,
    NotificationKind Kind,
    BookingId Booking,
    UserId Customer,
    NotificationChannel? Channel,
    int Copy,
    DateTimeOffset CreatedAt,
    DateTimeOffset DueAt,
    MessageFacts Facts,
    int Attempts = 0)
{
    /// <summary>The same message to be sent over another channel, and as one of its own.</summary>
    public Delivery Over(NotificationChannel? channel, int copy, NotificationId id, DateTimeOffset now) =>
        this with { Id = id, Channel = channel, Copy = copy, CreatedAt = now, DueAt = now, Attempts = 0 };
}

/// <summary>Names as the tables spell them.</summary>
internal static class DeliveryText
{
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static T Read<T>(string text) where T : struct, Enum => Enum.Parse<T>(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    public static byte[] Of(MessageFacts facts) => JsonSerializer.SerializeToUtf8Bytes(facts, Events.Json);
}
