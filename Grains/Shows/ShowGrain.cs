using Marquee.Shows.Domain;
using Marquee.Storage;
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
    private readonly ILogger<ShowGrain> _log;
    private readonly DurableState<ShowState> _show;
    private readonly DurableState<ShowSeatsState> _seats;
    private readonly GroupCommit _commit;
    private readonly WatchSchedule _watch;
    private Task? _loading;
    private Task? _opening;
    private SeatMap? _map;
    private SeatMap? _durable;
    private bool _closing;

    public ShowGrain(IGrainContext context, TimeProvider clock, IOptions<ShowOptions> options, ILogger<ShowGrain> log)
    {
        _clock = clock;
        _options = options.Value;
        _log = log;
        _show = new DurableState<ShowState>(context, "show");
        _seats = new DurableState<ShowSeatsState>(context, "show-seats");
        _commit = new GroupCommit(SaveSeatsAsync);
        _watch = new WatchSchedule(_options.WatchAfter, _options.WatchAtMostEvery);
    }

    private ShowId Id => Ids.Parse<ShowId>(this.GetPrimaryKeyString());

    private OpenShow? Opened => _show.Value?.Opened;

    private bool Closed => _closing || _show.Value is { Withdrawn: true };

    public async Task Open(OpenShow command)
    {
        await LoadAsync();
        if (Opened is null) await (_opening ??= OpenOnceAsync(command));
    }

    public async Task<ShowView?> Get()
    {
        await LoadAsync();
        return Opened is { } opened ? ShowViews.Of(Id, opened, _show.Value!.Withdrawn, Durable(), _clock.GetUtcNow()) : null;
    }

    public async Task<SeatMapView?> Seats()
    {
        await LoadAsync();
        return Opened is null ? null : ShowViews.SeatsOf(Id, Durable(), _clock.GetUtcNow());
    }

    public async Task<HoldResult> Hold(HoldSeats command)
    {
        await LoadAsync();
        if (_map is not { } map || Opened is not { } opened) return Refused(HoldOutcome.ShowNotFound);

        var now = _clock.GetUtcNow();
        if (map.Find(command.Booking) is { } claim && claim.Keeps(now))
        {
            await _commit.Settled();
            return ShowViews.Held(Id, opened, map, claim, _clock.GetUtcNow());
        }

        if (Closed || now >= opened.StartsAt) return Refused(HoldOutcome.NotOnSale);
        var decision = Decide(map, opened, command, now, out var unknown);
        if (unknown.Length > 0) return Refused(HoldOutcome.SeatUnknown, unknown);
        if (decision.Outcome != HoldOutcome.Held) return Refused(decision.Outcome, [.. decision.Seats.Select(seat => map.Plan.Seats[seat].Label)]);

        map.Hold(command.Booking, command.Customer, decision.Seats, now, now + _options.HoldTime);
        Watch();
        await _commit.Commit();
        return ShowViews.Held(Id, opened, map, map.Find(command.Booking)!, now);
    }

    public async Task<PayingResult> BeginPayment(BookingId booking, PaymentId payment, DateTimeOffset deadline)
    {
        await LoadAsync();
        if (_map is not { } map) return new PayingResult(PayingOutcome.HoldExpired, default);
        // From here on nothing but a wake-up ends a payment that nobody waits for, so it must be on disk before the clock stops.
        await RemindAsync();
        var result = map.BeginPayment(booking, payment, deadline, _clock.GetUtcNow());
        if (result.Outcome == PayingOutcome.Paying) await _commit.Commit();
        return result;
    }

    public async Task<ResumeResult> ResumeHold(BookingId booking, PaymentId payment)
    {
        await LoadAsync();
        if (_map is not { } map) return new ResumeResult(ResumeOutcome.Gone, default);
        var paying = map.Find(booking) is { Phase: ClaimPhase.Paying };
        var result = map.ResumeHold(booking, payment, _clock.GetUtcNow());
        await (paying ? _commit.Commit() : _commit.Settled());
        return result;
    }

    public async Task<ConfirmOutcome> Confirm(ConfirmSeats command)
    {
        await LoadAsync();
        if (_map is not { } map || !TryFind(map.Plan, command.Seats, out var seats, out _)) return ConfirmOutcome.Gone;
        var sold = map.Find(command.Booking) is { Phase: ClaimPhase.Sold };
        if (Closed && !sold) return ConfirmOutcome.Gone;

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

    public async Task Acknowledge(BookingId booking)
    {
        await LoadAsync();
        if (_map?.Acknowledge(booking, _clock.GetUtcNow()) is true) _unwritten = true;
    }

    public async Task<BlockResult> Block(BlockSeats command)
    {
        await LoadAsync();
        if (_map is not { } map) return new BlockResult(BlockOutcome.ShowNotFound, []);
        if (!TryFind(map.Plan, command.Seats, out var seats, out var unknown)) return new BlockResult(BlockOutcome.SeatUnknown, [.. unknown]);

        var now = _clock.GetUtcNow();
        var taken = Array.FindAll(seats, seat => !map.IsBlocked(seat) && !map.IsFree(seat, now));
        if (taken.Length > 0) return new BlockResult(BlockOutcome.SeatsUnavailable, [.. taken.Select(seat => map.Plan.Seats[seat].Label)]);
        map.Block(Array.FindAll(seats, seat => !map.IsBlocked(seat)), now);
        LogBlocked(_log, Id, seats.Length, command.Reason);
        await _commit.Commit();
        return new BlockResult(BlockOutcome.Done, []);
    }

    public async Task<BlockResult> Unblock(BlockSeats command)
    {
        await LoadAsync();
        if (_map is not { } map) return new BlockResult(BlockOutcome.ShowNotFound, []);
        if (!TryFind(map.Plan, command.Seats, out var seats, out var unknown)) return new BlockResult(BlockOutcome.SeatUnknown, [.. unknown]);
        map.Unblock(seats);
        await _commit.Commit();
        return new BlockResult(BlockOutcome.Done, []);
    }

    public async Task<bool> Withdraw()
    {
        await LoadAsync();
        if (_map is not { } map || _show.Value is { Withdrawn: true }) return true;
        // Another call is withdrawing it and has not saved that yet.
        if (_closing) return false;
        var now = _clock.GetUtcNow();
        if (map.Claims.Any(claim => claim.Keeps(now))) return false;
        // Closed in memory first: while the save is under way nobody may take a seat.
        _closing = true;
        await _show.SaveAsync(_show.Value! with
        {
            Withdrawn = true,
            Raised = [Events.Of(Topics.Catalog, ShowWithdrawn.Type, Id.ToString(), new ShowWithdrawn(Id.ToString()), now)],
        });
        return true;
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

    private async Task OpenOnceAsync(OpenShow command)
    {
        try
        {
            await _show.SaveAsync(new ShowState { Opened = command, Raised = [ShowViews.OpenedEvent(Id, command, _clock.GetUtcNow())] });
            Draw(command);
        }
        finally
        {
            _opening = null;
        }
    }

    private void Draw(OpenShow opened)
    {
        var plan = SeatPlan.Parse(opened.Layout, out var errors)
            ?? throw new InvalidDataException($"Show {Id} has a layout that cannot be read: {string.Join(" ", errors)}");
        _map = PackedSeats.Unpack(plan, _seats.Value?.Packed);
        _durable = null;
        if (_map.Claims.Any(claim => claim.Open)) Watch();
    }

    /// <summary>Packs before the first await: the map may change again while the write is under way.</summary>
    private async Task SaveSeatsAsync()
    {
        _unwritten = false;
        await _seats.SaveAsync(new ShowSeatsState { Packed = PackedSeats.Pack(_map!) });
        _durable = null;
    }

    private SeatMap Durable() => _durable ??= PackedSeats.Unpack(_map!.Plan, _seats.Value?.Packed);

    private static HoldDecision Decide(SeatMap map, OpenShow opened, HoldSeats command, DateTimeOffset now, out string[] unknown)
    {
        unknown = [];
        if (command.Best is { } wish) return HoldRules.Decide(map, opened.Rules, command.Customer, wish, now);
        return TryFind(map.Plan, command.Seats, out var seats, out unknown)
            ? HoldRules.Decide(map, opened.Rules, command.Customer, seats, now)
            : default;
    }

    private static bool TryFind(SeatPlan plan, IReadOnlyCollection<string> labels, out int[] seats, out string[] unknown)
    {
        var found = new List<int>(labels.Count);
        List<string>? missing = null;
        foreach (var label in labels)
        {
            if (!plan.TryFind(label, out var seat)) (missing ??= []).Add(label);
            else if (!found.Contains(seat)) found.Add(seat);
        }

        seats = [.. found];
        unknown = missing is null ? [] : [.. missing];
        return missing is null;
    }

    private static HoldResult Refused(HoldOutcome why, params string[] seats) => new(why, [], default, [.. seats], null);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} seats of {Show} taken off sale: {Reason}")]
    private static partial void LogBlocked(ILogger log, ShowId show, int count, string reason);
}
