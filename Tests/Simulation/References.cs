using System.Collections.Concurrent;
using System.Reflection;
using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Wallets;
using Microsoft.Extensions.DependencyInjection;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Metadata;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Invocation;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.TypeSystem;

namespace Marquee.Tests.Simulation;

/// <summary>Hands out the references that grains call each other by: the generated ones, whose calls become messages of the simulation.</summary>
internal sealed class References(Cluster cluster) : IGrainFactory, IGrainReferenceRuntime
{
    private static readonly ServiceProvider Serialization = new ServiceCollection().AddSerializer().BuildServiceProvider();
    private static readonly GrainInterfaceTypeResolver InterfaceTypes =
        new([new AttributeGrainInterfaceTypeProvider(Serialization)], Serialization.GetRequiredService<TypeConverter>());

    private static readonly ConcurrentDictionary<MethodInfo, bool> Interleaving = new();

    private static readonly ConcurrentDictionary<Type, PropertyInfo?> Results = new();
    private static readonly Dictionary<Type, Kind> ByContract =
        new[] { typeof(IShowGrain), typeof(IBookingGrain), typeof(IPaymentGrain), typeof(IWalletGrain) }.ToDictionary(contract => contract, KindOf);

    // Whoever has looked a grain up before, in a cluster beside this, asks by its type.
    private static readonly Dictionary<GrainType, Kind> ByType = ByContract.Values.ToDictionary(kind => kind.Grain);

    private readonly Dictionary<GrainType, GrainReferenceShared> _shared = [];

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithStringKey
    {
        var kind = ByContract[typeof(TGrainInterface)];
        return (TGrainInterface)(object)Refer(kind, GrainId.Create(kind.Grain, primaryKey));
    }

    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) => (IAddressable)Refer(ByType[grainId.Type], grainId);

    public async ValueTask<T?> InvokeMethodAsync<T>(GrainReference reference, IInvokable request, InvokeMethodOptions options) => (T?)await AskAsync(reference, request);

    public async ValueTask InvokeMethodAsync(GrainReference reference, IInvokable request, InvokeMethodOptions options) => await AskAsync(reference, request);

    public void InvokeMethod(GrainReference reference, IInvokable request, InvokeMethodOptions options) => _ = AskAsync(reference, request);

    public object Cast(IAddressable grain, Type interfaceType) => grain;

    private Task<object?> AskAsync(GrainReference reference, IInvokable request)
    {
        var method = request.GetMethod();
        var arguments = new object?[request.GetArgumentCount()];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = request.GetArgument(i);
        var interleaves = Interleaving.GetOrAdd(method, static of => of.GetCustomAttribute<AlwaysInterleaveAttribute>() is not null);
        return cluster.Ask(reference.GrainId, method.Name, request, interleaves, grain => ResultAsync(method, grain, arguments));
    }

    private static async Task<object?> ResultAsync(MethodInfo method, object grain, object?[] arguments)
    {
        var task = (Task)method.Invoke(grain, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
        await task;
        return Results.GetOrAdd(method.ReturnType, static type => type.IsGenericType ? type.GetProperty("Result") : null)?.GetValue(task);
    }

    private GrainReference Refer(Kind kind, GrainId id)
    {
        if (!_shared.TryGetValue(kind.Grain, out var shared))
        {
            _shared[kind.Grain] = shared = new GrainReferenceShared(
                kind.Grain, kind.Interface, 0, this, InvokeMethodOptions.None, Serialization.GetRequiredService<CodecProvider>(),
                Serialization.GetRequiredService<CopyContextPool>(), Serialization);
        }

        return (GrainReference)Activator.CreateInstance(kind.Proxy, shared, id.Key)!;
    }

    private static Kind KindOf(Type contract)
    {
        var grain = typeof(ShowGrain).Assembly.GetTypes().Single(type => type.IsClass && contract.IsAssignableFrom(type));
        var type = GrainType.Create(grain.GetCustomAttribute<GrainTypeAttribute>()!.GetGrainType(null!, null!).ToString()!);
        return new Kind(
            type, InterfaceTypes.GetGrainInterfaceType(contract),
            contract.Assembly.GetTypes().Single(proxy => proxy.IsSubclassOf(typeof(GrainReference)) && contract.IsAssignableFrom(proxy)));
    }

    private sealed record Kind(GrainType Grain, GrainInterfaceType Interface, Type Proxy);

    TGrainInterface IGrainFactory.GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix) => throw new NotSupportedException();

    TGrainInterface IGrainFactory.GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix) => throw new NotSupportedException();

    TGrainInterface IGrainFactory.GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix) => throw new NotSupportedException();

    TGrainInterface IGrainFactory.GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix) => throw new NotSupportedException();

    TGrainObserverInterface IGrainFactory.CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj) => throw new NotSupportedException();

    void IGrainFactory.DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj) => throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, long grainPrimaryKey) => throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) => throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) => throw new NotSupportedException();

    TGrainInterface IGrainFactory.GetGrain<TGrainInterface>(GrainId grainId) => throw new NotSupportedException();

    IAddressable IGrainFactory.GetGrain(GrainId grainId) => throw new NotSupportedException();

    IAddressable IGrainFactory.GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) => throw new NotSupportedException();

    IAddressable IGrainFactory.GetGrain(Type interfaceType, IdSpan grainKey) => throw new NotSupportedException();
}
