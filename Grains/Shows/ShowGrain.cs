using System.Collections.Immutable;
using Marquee.Shows.Domain;
using Marquee.Storage;
using Marquee.Theaters;
using Marquee.Theaters.Domain;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Marquee.Shows;

/// <summary>
/// The shell around <see cref="SeatMap"/>: load, decide, save, answer. Calls interleave and share writes: each changes the map at once and
/// answers once a write that holds its change is durable. Readers see the last durable map.
/// </summary>
[GrainType("show"), Reentrant]
internal sealed partial class ShowGrain : Grain, IShowGrain, IRemindable
{
    private readonly TimeProvider _clock;
    private readonly ShowOptions _options;
    private readonly WaitingHolds _holds;
    private readonly ILogger<ShowGrain> _log;
    private readonly DurableState<ShowState> _show;
    private readonly DurableState<ShowSeatsState> _seats;
    private readonly GroupCommit _commit;
    private readonly WatchSchedule _watch;
    private Task? _loading;
    private SeatMap? _map;
    private SeatPacker? _packer;
    private int _waiting;

    public ShowGrain(IGrainContext context, TimeProvider clock, IOptions<ShowOptions> options, WaitingHolds holds, ILogger<ShowGrain> log)
    {
        Id = Ids.Parse<ShowId>(context.GrainId.Key.ToString()!);
        _clock = clock;
        _options = options.Value;
        _holds = holds;
        _log = log;
        _show = new DurableState<ShowState>(context, "show");
        _seats = new DurableState<ShowSeatsState>(context, "show-seats");
        _commit = new GroupCommit(SaveSeatsAsync, DeactivateOnIdle);
        _watch = new WatchSchedule(_options.WatchAfter, _options.WatchAtMostEvery);
    }

    private ShowId Id { get; }

    private OpenShow? Opened => _show.Value?.Opened;

    public async Task<HoldResult> Hold(HoldSeats command)
    {
        // Nothing is changed yet, so this is the one place where a caller can be sent away.
        if (_waiting >= _options.MostWaiting || !_holds.TryEnter()) return Refused(HoldOutcome.Overloaded);
        _waiting++;
        try
        {
            return await HoldOnceAsync(command);
        }
        finally
        {
            _waiting--;
            _holds.Leave();
        }
    }

    public Task<PayingResult> BeginPayment(BookingId booking, PaymentId payment, DateTimeOffset deadline) =>
        PayAsync(booking, payment, deadline, ahead: false);

    public Task<PayingResult> Sell(BookingId booking, PaymentId payment, DateTimeOffset deadline) =>
        PayAsync(booking, payment, deadline, ahead: true);

    public async Task<ResumeResult> ResumeHold(BookingId booking, PaymentId payment)
    {
        await LoadAsync();
        if (_map is not { } map) return new ResumeResult(ResumeOutcome.Gone, default);
        var paying = map.Find(booking) is { Phase: ClaimPhase.Paying };
        var result = map.ResumeHold(booking, payment, _clock.GetUtcNow());
        await (paying ? _commit.Commit() : _commit.Settled());
        return result;
    }

    public async Task<ResumeResult> TakeBack(BookingId booking, PaymentId payment)
    {
        await LoadAsync();
        if (_map is not { } map) return new ResumeResult(ResumeOutcome.Gone, default);
        var result = map.ResumeHold(booking, payment, _clock.GetUtcNow(), evenSold: true);
        await _commit.Commit();
        return result;
    }

    public async Task<ConfirmOutcome> Confirm(ConfirmSeats command)
    {
        await LoadAsync();
        if (_map is not { } map || !map.Plan.TryFindAll(command.Seats, out var seats, out _)) return ConfirmOutcome.Gone;
        var sold = map.Find(command.Booking) is { Phase: ClaimPhase.Sold };
        if (Closed && !sold) return ConfirmOutcome.NotOnSale;

        var outcome = map.Confirm(command.Booking, command.Customer, seats, _clock.GetUtcNow());
        Watch();
        await (sold || outcome == ConfirmOutcome.Gone ? _commit.Settled() : _commit.Commit());
        return outcome;
    }

    public async Task<bool> Release(BookingId booking)
    {
        await LoadAsync();
        if (_map is not { } map) return true;
        var version = map.Version;
        var released = map.Release(booking);
        await (map.Version == version ? _commit.Settled() : _commit.Commit());
        return released;
    }

    public async Task Free(BookingId booking, ImmutableArray<string> seats)
    {
        await LoadAsync();
        if (_map is not { } map || !map.Plan.TryFindAll(seats, out var indexes, out _)) return;
        map.Free(booking, indexes);
        // Written even where nothing is to be freed: whoever another activation has superseded does not know what was sold, and finds it out so.
        await _commit.Commit();
    }

    public async Task Acknowledge(BookingId booking, bool bought)
    {
        await LoadAsync();
        if (_map?.Acknowledge(booking, _clock.GetUtcNow(), bought) is true) _unwritten = true;
    }

    /// <param name="ahead">Sells the seats at once, ahead of their money.</param>
    private async Task<PayingResult> PayAsync(BookingId booking, PaymentId payment, DateTimeOffset deadline, bool ahead)
    {
        await LoadAsync();
        if (_map is not { } map) return new PayingResult(PayingOutcome.HoldExpired, default);
        // From here on nothing but a wake-up ends a payment that nobody waits for, so it must be on disk before the clock stops.
        await RemindAsync();
        if (Closed) return new PayingResult(PayingOutcome.NotOnSale, default);
        var result = map.BeginPayment(booking, payment, deadline, _clock.GetUtcNow(), ahead);
        if (result.Outcome is PayingOutcome.Paying or PayingOutcome.Sold) await _commit.Commit();
        return result;
    }

    private async Task<HoldResult> HoldOnceAsync(HoldSeats command)
    {
        await LoadAsync();
        if (_map is not { } map || Opened is not { } opened) return Refused(HoldOutcome.ShowNotFound);

        var now = _clock.GetUtcNow();
        if (map.Find(command.Booking) is { } claim && claim.Keeps(now))
        {
            await RemindAsync();
            await _commit.Settled();
            return ShowViews.Held(Id, opened, _show.Value!.Moves, map, claim, _clock.GetUtcNow());
        }

        if (Closed || now >= opened.StartsAt) return Refused(HoldOutcome.NotOnSale);
        var decision = Decide(map, opened, command, now, out var unknown);
        if (unknown.Length > 0) return Refused(HoldOutcome.SeatUnknown, unknown);
        if (decision.Outcome != HoldOutcome.Held) return Refused(decision.Outcome, [.. decision.Seats.Select(seat => map.Plan.Seats[seat].Label)]);

        var held = map.Hold(command.Booking, command.Customer, decision.Seats, now, now + _options.HoldTime);
        Watch();
        var saved = _commit.Commit();
        // Whoever is told of a hold makes it a booking, and that must be ended by somebody after a crash. Set once, so mostly long done.
        await RemindAsync();
        await saved;
        return ShowViews.Held(Id, opened, _show.Value!.Moves, map, held, now);
    }

    private Task LoadAsync()
    {
        if (_loading is not { IsCompletedSuccessfully: true }) return _loading is { IsCompleted: false } ? _loading : _loading = ReadAsync();
        // Loaded; but a save that failed since then leaves nothing to answer from.
        return _show.LoadAsync() is { IsCompletedSuccessfully: false } broken ? broken : _seats.LoadAsync();
    }

    private async Task ReadAsync()
    {
        await Task.WhenAll(_show.LoadAsync(), _seats.LoadAsync());
        if (Opened is { } opened) Draw(opened);
    }

    private void Draw(OpenShow opened)
    {
        var plan = SeatPlans.Of(opened.Layout, out var errors)
            ?? throw new InvalidDataException($"Show {Id} has a layout that cannot be read: {string.Join(" ", errors)}");
        _map = PackedSeats.Unpack(plan, _seats.Value?.Packed, _seats.Value?.Archive);
        _packer = new SeatPacker(_options.RecentSales, _map, _seats.Value?.Archive);
        if (_map.Open.Count > 0) Watch();
    }

    /// <summary>Packs before the first await: the map may change again while the write is under way.</summary>
    private async Task SaveSeatsAsync()
    {
        _unwritten = false;
        IReadOnlyList<OutboxEvent> raised = _raised.Count == 0 ? [] : [.. _raised];
        _raised.Clear();
        var packed = _packer!.Pack(_map!);
        await _seats.SaveAsync(new ShowSeatsState { Packed = packed.Rest, Archive = packed.Archive, ArchiveIsNew = packed.ArchiveIsNew, Raised = raised });
        TellWatchers();
    }

    private static HoldDecision Decide(SeatMap map, OpenShow opened, HoldSeats command, DateTimeOffset now, out string[] unknown)
    {
        unknown = [];
        if (command.Best is { } wish) return HoldRules.Decide(map, opened.Rules, command.Customer, wish, now);
        return map.Plan.TryFindAll(command.Seats, out var seats, out unknown)
            ? HoldRules.Decide(map, opened.Rules, command.Customer, seats, now)
            : default;
    }

    private static HoldResult Refused(HoldOutcome why, params string[] seats) => new(why, [], default, [.. seats], null);
}
