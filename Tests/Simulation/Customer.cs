using System.Collections.Immutable;
using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Tests.Theaters;
using Marquee.Wallets;

namespace Marquee.Tests.Simulation;

/// <summary>
/// Somebody who books: picks seats, pays in one way or another, tries again unchanged where no answer came, sometimes twice at once, gives
/// up or gives back. Keeps what it was told, which the product has to stand by.
/// </summary>
internal sealed class Customer(Cluster cluster, ShowId show, string name)
{
    private static readonly string[] Rows = ["A", "B"];

    public UserId Id { get; } = Ids.Derive<UserId>(name);

    /// <summary>Told by a definite answer, and by what.</summary>
    public List<(BookingId Booking, BookingStatus Status)> Told { get; } = [];

    private World World => cluster.World;

    public void Begin() => cluster.Customers.Take(() => _ = LiveAsync());

    /// <summary>Books two seats, pays, and gives them back where that is wished; each step once, and no more where one fails.</summary>
    public void BookOnce(PaymentMethod method, bool givesBack) => cluster.Customers.Take(() => _ = IgnoreAsync(async () =>
    {
        var booking = Ids.Derive<BookingId>(name);
        var grain = cluster.GrainFactory.Grain<IBookingGrain>(booking.ToString());
        var created = await grain.Create(new CreateBooking(Id, show, ["A1", "A2"], null, Catalog.Fingerprint("create")));
        Told.Add((booking, created.Booking!.Status));
        await grain.Pay(new PayBooking(Id, Ids.Derive<PaymentId>(name), new PaymentInstrument(method, "token"), Catalog.Fingerprint("pay")));
        var seen = (await grain.Get(Id))!.Status;
        if (seen != BookingStatus.Paying) Told.Add((booking, seen));
        if (givesBack) await grain.Cancel(new CancelBooking(Id, [], RefundTo.Source, Ids.Derive<RefundId>(name), Catalog.Fingerprint("cancel")));
        return true;
    }));

    /// <summary>Books two seats and pays, and asks for each step again, unchanged and every half second, until there is an answer.</summary>
    public void BookInsistently(PaymentMethod method) => cluster.Customers.Take(() => _ = IgnoreAsync(async () =>
    {
        var booking = Ids.Derive<BookingId>(name);
        var grain = cluster.GrainFactory.Grain<IBookingGrain>(booking.ToString());
        await UntilAsync(() => grain.Create(new CreateBooking(Id, show, ["A1", "A2"], null, Catalog.Fingerprint("create"))), answer => answer.Booking is not null);
        await UntilAsync(
            () => grain.Pay(new PayBooking(Id, Ids.Derive<PaymentId>(name), new PaymentInstrument(method, "token"), Catalog.Fingerprint("pay"))),
            answer => answer.Outcome != PayBookingOutcome.InProgress);
        Told.Add((booking, (await UntilAsync(() => grain.Get(Id), _ => true))!.Status));
        return true;
    }));

    private async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> definite)
    {
        while (true)
        {
            try
            {
                if (await ask() is var answer && definite(answer)) return answer;
            }
            catch (Exception failure)
            {
                World.Tell($"{name} asks again: {failure.GetType().Name}");
            }

            await WaitAsync(500);
        }
    }

    private async Task LiveAsync()
    {
        for (var turn = 0; turn < 3; turn++)
        {
            await WaitAsync(World.Chance.Next(0, 60_000));
            await BookAsync(Ids.Derive<BookingId>(name, turn.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    private async Task BookAsync(BookingId booking)
    {
        var create = new CreateBooking(Id, show, Pick(), null, Catalog.Fingerprint(booking.ToString()));
        var grain = cluster.GrainFactory.Grain<IBookingGrain>(booking.ToString());
        var created = await InsistAsync($"{name} books {string.Join(' ', create.Seats)}", () => grain.Create(create), answer => answer.Outcome != CreateBookingOutcome.InProgress);
        if (created is not { Booking: { } made }) return;
        Told.Add((booking, made.Status));
        if (World.Happens(0.15)) return;
        if (World.Happens(0.1))
        {
            if (await InsistAsync($"{name} gives up", () => Boxed(grain.GiveUp(Id)), _ => true) is { Value: GiveUpOutcome.GivenUp }) Told.Add((booking, BookingStatus.Expired));
            return;
        }

        await WaitAsync(World.Chance.Next(0, 50_000));
        for (var tries = 0; tries < 2; tries++)
            if (await PayAsync(grain, booking, tries)) break;
        await WaitAsync(World.Chance.Next(0, 30_000));
        if (World.Happens(0.3)) await CancelAsync(grain, booking, made);
    }

    /// <summary>True where it is over, well or not.</summary>
    private async Task<bool> PayAsync(IBookingGrain grain, BookingId booking, int attempt)
    {
        var payment = Ids.Derive<PaymentId>(booking.ToString(), attempt.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var method = World.Happens(0.5) ? PaymentMethod.Wallet : PaymentMethod.Card;
        var pay = new PayBooking(Id, payment, new PaymentInstrument(method, "token"), Catalog.Fingerprint(method.ToString()));
        var paid = await InsistAsync($"{name} pays {booking} by {method}", () => grain.Pay(pay), answer => answer.Outcome != PayBookingOutcome.InProgress);
        if (paid is not { Payment: { } answered }) return true;
        if (answered.Status == PaymentStatus.Failed) return false;
        if (await InsistAsync($"{name} looks", () => grain.Get(Id), _ => true) is { } seen) Told.Add((booking, seen.Status));
        return true;
    }

    private async Task CancelAsync(IBookingGrain grain, BookingId booking, BookingView made)
    {
        var some = World.Happens(0.5) ? made.Seats.Take(1).Select(seat => seat.Label).ToImmutableArray() : [];
        var cancel = new CancelBooking(
            Id, some, World.Happens(0.5) ? RefundTo.Source : RefundTo.Wallet, Ids.Derive<RefundId>(booking.ToString(), "cancel"), Catalog.Fingerprint(string.Join(',', some)));
        if (await InsistAsync($"{name} gives back", () => grain.Cancel(cancel), _ => true) is { Booking: { } seen }) Told.Add((booking, seen.Status));
    }

    /// <summary>The same request until there is an answer, and now and then a second one on top. Null where it had to give up asking.</summary>
    private async Task<T?> InsistAsync<T>(string what, Func<Task<T>> ask, Func<T, bool> definite)
    {
        World.Tell(what);
        if (World.Happens(0.2)) cluster.Customers.Take(() => _ = IgnoreAsync(ask));
        for (var tries = 0; tries < 40; tries++)
        {
            try
            {
                var answer = await ask();
                if (definite(answer))
                {
                    World.Tell($"{what}: {Brief(answer)}");
                    return answer;
                }
            }
            catch (Exception failure)
            {
                World.Tell($"{what}: {failure.GetType().Name}");
            }

            await WaitAsync(World.Chance.Next(100, 5_000));
        }

        return default;
    }

    private static string Brief<T>(T answer) => answer switch
    {
        CreateBookingResult created => $"{created.Outcome} {created.Refusal}",
        PayBookingResult paid => $"{paid.Outcome} {paid.Payment?.Status}",
        CancelBookingResult canceled => $"{canceled.Outcome} {canceled.Booking?.Status}",
        BookingView booking => booking.Status.ToString(),
        _ => answer?.ToString() ?? "nothing",
    };

    private static async Task IgnoreAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            await ask();
        }
        catch (Exception)
        {
            // Its twin is asked until it answers.
        }
    }

    private static async Task<Answer<T>> Boxed<T>(Task<T> task) => new(await task);

    private ImmutableArray<string> Pick()
    {
        var (row, first) = (Rows[World.Chance.Next(Rows.Length)], World.Chance.Next(1, 4));
        return World.Happens(0.5) ? [$"{row}{first}"] : [$"{row}{Math.Min(first, 2)}", $"{row}{Math.Min(first, 2) + 1}"];
    }

    private Task WaitAsync(int milliseconds)
    {
        var over = new TaskCompletionSource();
        World.In(TimeSpan.FromMilliseconds(milliseconds), over.SetResult);
        return over.Task;
    }

    private sealed record Answer<T>(T Value);
}
