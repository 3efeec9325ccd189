using System.Security.Cryptography;
using Marquee.Bookings;
using Marquee.Tickets.Domain;
using Marquee.Users;
using Orleans.Concurrency;

namespace Marquee.Tickets;

/// <summary>Keeps the key ring for a few minutes, which is far shorter than a key is told before it signs.</summary>
[GrainType("ticket-desk"), StatelessWorker, Reentrant]
internal sealed class TicketDeskGrain(TimeProvider clock) : Grain, ITicketDesk, ITicketSigner
{
    private static readonly TimeSpan KeepRing = TimeSpan.FromMinutes(5);

    /// <summary>Anybody can make up names of keys, so one that is not known is not looked for each time.</summary>
    private static readonly TimeSpan ReadAtMostEvery = TimeSpan.FromSeconds(5);

    private TicketKeys? _keys;
    private DateTimeOffset _read = DateTimeOffset.MinValue;

    public async Task<string> Sign(TicketContent content)
    {
        var now = clock.GetUtcNow();
        var keys = await KeysAsync(now);
        var (id, key) = keys.SignerAt(now);
        var signed = TicketFormat.Signed(id, content);
        return TicketFormat.Code(signed, key.SignData(signed, HashAlgorithmName.SHA256));
    }

    public async Task<CheckInResult> CheckIn(TicketScan scan)
    {
        if (!TicketFormat.TryRead(scan.Code, out var ticket) || !await IsOursAsync(ticket)) return CheckInResult.Refuse(CheckInOutcome.TicketInvalid);
        return await GrainFactory.Grain<IBookingGrain>(ticket.Content.Booking.ToString()).CheckIn(new CheckInSeats(ticket.Content, scan));
    }

    private async Task<bool> IsOursAsync(UnverifiedTicket ticket)
    {
        var now = clock.GetUtcNow();
        var keys = await KeysAsync(now);
        if (keys.Find(ticket.KeyId) is null && now - _read >= ReadAtMostEvery) keys = await ReadAsync(now);
        return keys.Find(ticket.KeyId)?.VerifyData(ticket.Signed, ticket.Signature, HashAlgorithmName.SHA256) is true;
    }

    private async ValueTask<TicketKeys> KeysAsync(DateTimeOffset now) => _keys is { } keys && now - _read < KeepRing ? keys : await ReadAsync(now);

    private async Task<TicketKeys> ReadAsync(DateTimeOffset now)
    {
        var stored = await GrainFactory.GetGrain<ISigningKeyRing>(ISigningKeysGrain.TicketsKey).Keys();
        _read = now;
        return _keys = new TicketKeys(stored);
    }
}
