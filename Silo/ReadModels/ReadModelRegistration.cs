namespace Marquee.Silo.ReadModels;

/// <summary>Lets a silo write the read models anew.</summary>
internal static class ReadModelRegistration
{
    /// <summary>The steps stand in the order in which they are done: what is named comes before what names it.</summary>
    public static IServiceCollection AddReadModelRebuild(this IServiceCollection services)
    {
        services.AddOptions<ReadModelOptions>().BindConfiguration(ReadModelOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IRebuildStep, MovieStep>();
        services.AddSingleton<IRebuildStep, TheaterStep>();
        services.AddSingleton<IRebuildStep, ShowStep>();
        services.AddSingleton<IRebuildStep, BookingStep>();
        services.AddSingleton<IRebuildStep, RefundStep>();
        return services.AddSingleton<ReadModelRebuild>().AddHostedService<RebuildWorker>();
    }
}
