using System.Collections.Immutable;
using Marquee.Shows.Domain;
using Marquee.Theaters;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Utilities;

namespace Marquee.Shows;

/// <summary>
/// What readers see: the last map that is on disk. Who watches is told what each write has changed, so that many can look at the seats of a
/// show and none of them asks it.
/// </summary>
internal sealed partial class ShowGrain
{
    private SeatMapView? _view;
    private SeatMapView? _told;
    private ObserverManager<ISeatWatcher>? _watchers;
    private bool _ended;

    public async Task<ShowView?> Get()
    {
        await LoadAsync();
        var now = _clock.GetUtcNow();
        return Opened is { } opened ? ShowViews.Of(Id, opened, _show.Value!.Closed, _show.Value.Moves, Durable().Tally(now), now) : null;
    }

    public async Task<SeatMapView?> Seats()
    {
        await LoadAsync();
        return Opened is null ? null : View();
    }

    public async Task<WatchedSeats?> WatchSeats(ISeatWatcher watcher, bool planKnown)
    {
        await LoadAsync();
        if (Opened is null) return null;
        // The clock may have changed the map since the others were told, and the next change builds on what this one is shown.
        var view = View();
        Tell(view);
        (_watchers ??= new ObserverManager<ISeatWatcher>(_options.WatcherGoneAfter, _log)).Subscribe(watcher, watcher);
        return new WatchedSeats(view.Version, planKnown ? null : view.Plan, view.Status, view.FreesAt);
    }

    public Task UnwatchSeats(ISeatWatcher watcher)
    {
        _watchers?.Unsubscribe(watcher);
        return Task.CompletedTask;
    }

    public async Task<ShowInspection?> Inspect()
    {
        await LoadAsync();
        if (_map is not { } map) return null;
        var tally = Durable().Tally(_clock.GetUtcNow());
        return new ShowInspection(
            RuntimeIdentity, tally.Version, tally.Total, tally.Free, map.Claims.Where(claim => claim.Phase == ClaimPhase.Sold).Sum(claim => claim.Seats.Length),
            _waiting, _watchers?.Count ?? 0, [.. map.Open.Select(claim => OpenOf(map, claim))]);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _ended = true;
        // Nobody waits for what a woken booking has brought about; the next activation is to find it written.
        await _commit.Settled().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (_watchers is { } watchers) await watchers.Notify(watcher => watcher.Forgotten(Id), watcher => reason.ReasonCode != DeactivationReasonCode.ShuttingDown || !EndsWithSilo(watcher));
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <summary>True for an API in the silo's own process, as <c>./run</c> has one: while that ends nothing reaches it any more, and Orleans would complain of it.</summary>
    private bool EndsWithSilo(ISeatWatcher watcher) =>
        ServiceProvider.GetService<ILocalSiloDetails>() is { } silo
        && watcher.GetGrainId().Key.ToString()!.StartsWith($"hosted-{silo.SiloAddress.ToParsableString()}", StringComparison.Ordinal);

    private DurableSeats Durable() => new(_map!.Plan, _seats.Value?.Packed, _seats.Value?.Archive);

    private SeatMapView View()
    {
        var now = _clock.GetUtcNow();
        // The clock alone can free seats, and then the version has risen. Who begins to pay stops a hold's clock, and it has not.
        var (version, freesAt) = (Durable().Tally(now).Version, Durable().FreesAt(now));
        if (_view is not { } view || view.Version != version) return _view = new SeatMapView(Id, version, new SeatPlanView(_map!.Plan.Seats), Durable().Statuses(now), freesAt);
        return view.FreesAt == freesAt ? view : _view = view with { FreesAt = freesAt };
    }

    private void TellWatchers()
    {
        if (_watchers is { Count: > 0 }) Tell(View());
    }

    private void Tell(SeatMapView view)
    {
        var before = _told;
        _told = view;
        if (_watchers is not { Count: > 0 } watchers || before is null || before.Version == view.Version) return;
        var seats = ImmutableArray.CreateBuilder<int>();
        for (var seat = 0; seat < view.Status.Length; seat++)
            if (view.Status[seat] != before.Status[seat]) seats.Add(seat);
        var change = new SeatChange(Id, before.Version, view.Version, seats.ToImmutable(), [.. seats.Select(seat => view.Status[seat])], view.FreesAt);
        // One way, so nobody is waited for; a watcher that cannot be reached any more is forgotten.
        watchers.Notify(watcher => watcher.Changed(change)).Ignore();
    }

    private static OpenSeats OpenOf(SeatMap map, Claim claim) => new(
        claim.Booking, claim.Phase.ToString().ToLowerInvariant(), [.. claim.Seats.Select(seat => map.Plan.Seats[seat].Label)],
        claim.Phase == ClaimPhase.Paying ? claim.PayUntil : claim.Until, claim.Payment == default ? null : claim.Payment);
}
