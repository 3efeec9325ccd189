using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marquee.Silo.Inbox;

/// <summary>Takes events to those who handle them.</summary>
internal static class InboxRegistration
{
    /// <summary>
    /// Has <typeparamref name="T"/> told of the events that it wants, as a group of its own: it has them in its own inbox, tries them again by
    /// itself, and holds nobody else up. What was raised before the group was there it is not told of by the database; a log tells it
    /// everything that it still has.
    /// </summary>
    public static IServiceCollection AddEventHandler<T>(this IServiceCollection services, string group) where T : class, IEventHandler
    {
        services.TryAddSingleton<T>();
        return services.AddSingleton(provider => new EventGroup(group, provider.GetRequiredService<T>()));
    }

    /// <summary>Adds the workers, the group of the read models and what tells how far everybody is.</summary>
    public static IServiceCollection AddInbox(this IServiceCollection services)
    {
        services.AddOptions<InboxOptions>().BindConfiguration(InboxOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddEventHandler<ViewsHandler>(EventGroup.Views);
        services.AddSingleton<EventGroups>().AddSingleton<Intake>().AddSingleton<EventMetrics>();
        return services.AddHostedService<InboxWorkers>().AddHostedService<BacklogWatch>();
    }
}
