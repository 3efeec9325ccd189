using System.Reflection;
using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Wallets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Orleans.Timers;

namespace Marquee.Tests.Simulation;

/// <summary>Silos that die, a directory that can be wrong for a moment, and messages that get lost: what grains live in.</summary>
internal sealed class Cluster
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The grains that take part, by the type in their ids.</summary>
    private static readonly Dictionary<string, Type> Grains = new Type[] { typeof(ShowGrain), typeof(BookingGrain), typeof(PaymentGrain), typeof(WalletGrain) }
        .ToDictionary(type => type.GetCustomAttribute<GrainTypeAttribute>()!.GetGrainType(null!, null!).ToString()!);

    private readonly Dictionary<GrainId, Activation> _directory = [];
    private readonly List<Activation> _alive = [];
    private readonly ServiceProvider _services;

    public Cluster(World world, Rows rows, SimulatedProvider provider)
    {
        (World, Rows) = (world, rows);
        Customers = new Turns(world, null);
        var references = new References(this);
        var services = new ServiceCollection();
        services.AddLogging().AddMetrics().AddOptions();
        services.AddSingleton<TimeProvider>(world.Clock);
        services.AddSingleton<IPaymentProviders>(provider);
        services.AddSingleton<IGrainFactory>(references);
        services.AddSingleton<IReminderRegistry>(Reminders = new Reminders(this));
        services.AddSingleton<ITimerRegistry>(new Timers(this));
        services.AddSingleton<IGrainRuntime>(provided => new Runtime(references, provided));
        services.AddSingleton<RefundMetrics>();
        services.AddSingleton<WaitingHolds>();
        services.Configure<ShowOptions>(options => (options.HoldTime, options.RecentSales) = (TimeSpan.FromMinutes(1), 0));
        services.Configure<WalletOptions>(options => options.RecentMovements = 1);
        services.Configure<BookingOptions>(options => options.PaymentWindow = TimeSpan.FromMinutes(2));
        _services = services.BuildServiceProvider();
        GrainFactory = references;
    }

    public World World { get; }

    public Rows Rows { get; }

    public Reminders Reminders { get; }

    public IGrainFactory GrainFactory { get; }

    /// <summary>Where everybody outside is; they do not die.</summary>
    public Turns Customers { get; }

    public Weather Weather { get; set; } = Weather.Calm;

    public object? ServiceOf(Type type) => _services.GetService(type);

    /// <summary>Sends a request; the caller hears of it once, or after the time allowed that nothing was heard.</summary>
    public Task<object?> Ask(GrainId to, string name, Orleans.Serialization.Invocation.IInvokable? request, bool interleaves, Func<object, Task<object?>> run)
    {
        var answered = new TaskCompletionSource<object?>();
        var message = new Message(to, name, request, run, (result, failure) => Answer(answered, name, result, failure)) { AlwaysInterleaves = interleaves };
        World.In(Patience, () => answered.TrySetException(new TimeoutException($"{name} of {to} gave no answer in time.")));
        if (Lost()) World.Tell($"lost: {name} to {to}");
        else World.In(World.Latency(), () => Deliver(message));
        return answered.Task;
    }

    public void Deliver(Message message)
    {
        if (!_directory.TryGetValue(message.To, out var activation)) activation = Activate(message.To);
        activation.Accept(message);
    }

    public void Forget(Activation activation)
    {
        if (_directory.GetValueOrDefault(activation.GrainId) == activation) _directory.Remove(activation.GrainId);
        _alive.Remove(activation);
    }

    public void Crash(int silo)
    {
        World.Tell($"silo {silo} dies");
        foreach (var activation in _alive.Where(activation => activation.Silo == silo).ToList())
        {
            Forget(activation);
            activation.Kill();
        }
    }

    /// <summary>The directory forgets somebody who is still there.</summary>
    public void Split()
    {
        if (_directory.Count == 0) return;
        var twin = _directory.ElementAt(World.Chance.Next(_directory.Count)).Value;
        World.Tell($"{twin.GrainId} is active twice");
        _directory.Remove(twin.GrainId);
    }

    public void ForgetAnIdleGrain()
    {
        var idle = _alive.FindAll(activation => activation.Idle);
        if (idle.Count > 0) idle[World.Chance.Next(idle.Count)].Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "idle"));
    }

    private bool Lost() => World.Happens(Weather.LostMessages);

    private void Answer(TaskCompletionSource<object?> answered, string name, object? result, Exception? failure)
    {
        if (failure is not null) World.Tell($"{name} failed: {failure.GetType().Name} {failure.Message}");
        if (Lost()) return;
        World.In(World.Latency(), () => _ = failure is null ? answered.TrySetResult(result) : answered.TrySetException(failure));
    }

    private Activation Activate(GrainId id)
    {
        var activation = new Activation(this, id, Grains[id.Type.ToString()!], World.Chance.Next(2));
        _directory[id] = activation;
        _alive.Add(activation);
        return activation;
    }

    private sealed class Runtime(IGrainFactory grains, IServiceProvider services) : IGrainRuntime
    {
        public string SiloIdentity => "simulated";

        public SiloAddress SiloAddress => throw new NotSupportedException();

        public IGrainFactory GrainFactory => grains;

        public ITimerRegistry TimerRegistry => services.GetRequiredService<ITimerRegistry>();

        public IServiceProvider ServiceProvider => services;

        public TimeProvider TimeProvider => services.GetRequiredService<TimeProvider>();

        public void DeactivateOnIdle(IGrainContext grainContext) => grainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "asked"));

        public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan) { }

        public Orleans.Core.IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext) => throw new NotSupportedException();
    }
}
