using System.Reflection;
using Marquee.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;
using Orleans.Storage;

namespace Marquee.Tests.Simulation;

/// <summary>A grain in memory: the real class, taking one request after the other unless its attributes say otherwise.</summary>
internal sealed class Activation : IGrainContext, IKeyedServiceProvider
{
    private readonly Cluster _cluster;
    private readonly List<Message> _running = [];
    private readonly List<Message> _waiting = [];
    private readonly IGrainStorage _storage;
    private readonly bool _reentrant;
    private readonly Func<IInvokable, bool> _mayInterleave;

    public Activation(Cluster cluster, GrainId id, Type type, int silo)
    {
        _cluster = cluster;
        GrainId = id;
        Silo = silo;
        Turns = new Turns(cluster.World, this);
        _storage = new StorageOf(this, cluster.Rows);
        _reentrant = type.GetCustomAttribute<ReentrantAttribute>() is not null;
        object? grain = null;
        Turns.Take(() => grain = ActivatorUtilities.CreateInstance(this, type));
        GrainInstance = grain!;
        var predicate = type.GetCustomAttribute<MayInterleaveAttribute>() is { } may ? type.GetMethod(NameOf(may))! : null;
        _mayInterleave = predicate is null ? _ => false : predicate.CreateDelegate<Func<IInvokable, bool>>(GrainInstance);
    }

    public int Silo { get; }

    public Turns Turns { get; }

    public GrainId GrainId { get; }

    public object GrainInstance { get; }

    /// <summary>True once it takes no more requests: what runs goes on to its end, and the next request makes a new activation.</summary>
    public bool Leaving { get; private set; }

    public bool Idle => _running.Count == 0 && _waiting.Count == 0;

    public IServiceProvider ActivationServices => this;

    public GrainReference GrainReference => throw new NotSupportedException();

    public ActivationId ActivationId => throw new NotSupportedException();

    public GrainAddress Address => throw new NotSupportedException();

    public IGrainLifecycle ObservableLifecycle => throw new NotSupportedException();

    public IWorkItemScheduler Scheduler => throw new NotSupportedException();

    public Task Deactivated => throw new NotSupportedException();

    public void Accept(Message message)
    {
        if (MayRun(message)) Start(message);
        else _waiting.Add(message);
    }

    /// <summary>The process is gone: nothing of this goes on. Answers whoever waits for it.</summary>
    public void Kill()
    {
        Turns.Dead = true;
        Leaving = true;
        foreach (var message in _running.Concat(_waiting).ToList()) message.Answer(null, new SiloUnavailableException($"The silo of {GrainId} is gone."));
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (Leaving) return;
        Leaving = true;
        _cluster.Forget(this);
        foreach (var message in _waiting) _cluster.Deliver(message);
        _waiting.Clear();
    }

    public object? GetService(Type serviceType) =>
        serviceType == typeof(IGrainContext) ? this : serviceType == typeof(TimeProvider) ? _cluster.World.ClockOf(Silo) : _cluster.ServiceOf(serviceType);

    public object? GetKeyedService(Type serviceType, object? serviceKey) => serviceKey is StorageNames.Hot ? _storage : null;

    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) =>
        GetKeyedService(serviceType, serviceKey) ?? throw new InvalidOperationException($"Nothing is known as {serviceKey}.");

    public object GetTarget() => GrainInstance;

    public object? GetComponent(Type componentType) => componentType.IsInstanceOfType(this) ? this : null;

    public void SetComponent<TComponent>(TComponent? value) where TComponent : class => throw new NotSupportedException();

    public void ReceiveMessage(object message) => throw new NotSupportedException();

    public void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public void Rehydrate(IRehydrationContext context) => throw new NotSupportedException();

    public void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    /// <summary>As the runtime has it: the predicate is asked about what is at work too.</summary>
    private bool MayRun(Message message)
    {
        var blocking = _running.Find(running => !running.AlwaysInterleaves);
        return blocking is null || _reentrant || message.AlwaysInterleaves || Lets(message) || Lets(blocking);
    }

    private bool Lets(Message message) => message.Request is { } request && _mayInterleave(request);

    private void Start(Message message)
    {
        _running.Add(message);
        if (message.Context is { } context) ExecutionContext.Run(context, _ => Turns.Take(() => _ = RunAsync(message)), null);
        else Turns.Take(() => _ = RunAsync(message));
    }

    private async Task RunAsync(Message message)
    {
        object? result = null;
        Exception? failure = null;
        try
        {
            result = await message.Run(GrainInstance);
        }
        catch (Exception thrown)
        {
            failure = thrown;
        }

        _running.Remove(message);
        message.Answer(result, failure);
        while (_waiting.Find(MayRun) is { } next)
        {
            _waiting.Remove(next);
            Start(next);
        }
    }

    private static string NameOf(MayInterleaveAttribute may) => (string)typeof(MayInterleaveAttribute)
        .GetProperty("CallbackMethodName", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!.GetValue(may)!;
}
