using Marquee.Silo.Audit;
using Marquee.Silo.Bookings;
using Marquee.Silo.Inbox;
using Marquee.Silo.Kafka;
using Marquee.Silo.Ledger;
using Marquee.Silo.Movies;
using Marquee.Silo.Payments;
using Marquee.Silo.Reads;
using Marquee.Silo.Reports;
using Marquee.Silo.Search;
using Marquee.Silo.Shows;
using Marquee.Silo.Theaters;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marquee.Silo.Outbox;

/// <summary>Takes events from the outbox to the read models and to whoever handles them.</summary>
public static class OutboxRegistration
{
    /// <summary>
    /// Adds the relay, every projection, the inboxes and what queries wait with. Needs the <see cref="Npgsql.NpgsqlDataSource"/> and the
    /// <see cref="Postgres.Outbox.OutboxSignal"/> that the storage registers.
    /// </summary>
    public static IServiceCollection AddOutboxRelay(this IServiceCollection services)
    {
        services.AddOptions<OutboxOptions>().BindConfiguration(OutboxOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IProjection, MovieProjection>();
        services.AddSingleton<IProjection, TheaterProjection>();
        services.AddSingleton<IProjection, ShowProjection>();
        services.AddSingleton<IProjection, BookingProjection>();
        services.AddSingleton<IProjection, SaleProjection>();
        services.AddSingleton<IProjection, LedgerProjection>();
        services.AddSingleton<IProjection, RefundProjection>();
        services.AddSingleton<IProjection, AuditProjection>();
        services.AddSingleton<ReadBarrier>();
        services.AddReads();
        services.AddSingleton<MovieSearch>().AddSingleton<MovieFacets>().AddSingleton<Suggestions>().AddTransient<SearchRebuild>();
        services.AddHostedService<SearchUpkeep>();
        services.AddSingleton<Projections>();
        services.AddInbox().AddEventTransport();
        services.AddHostedService<OutboxRelay>();
        return services;
    }
}
