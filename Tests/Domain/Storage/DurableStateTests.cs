using System.Reflection;
using Marquee.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;
using Xunit;

namespace Marquee.Tests.Domain.Storage;

/// <summary>Reads and writes that meet, each held back until the test lets it go.</summary>
public sealed class DurableStateTests
{
    private readonly HeldStorage _storage = new();
    private readonly DurableState<Note> _state;

    public DurableStateTests() => _state = new DurableState<Note>(Activation.On(_storage), "note");

    [Fact]
    public async Task Who_loads_while_the_row_is_being_made_waits_and_sees_it()
    {
        var making = _state.CreateAsync(new Note { Text = "first" });
        var loading = _state.LoadAsync();
        Assert.False(loading.IsCompleted);
        Assert.Equal(0, _storage.Reads);
        _storage.LetWriteGo();
        Assert.True(await making);
        await loading;
        Assert.Equal("first", _state.Value!.Text);
    }

    [Fact]
    public async Task A_row_is_made_after_a_look_that_found_none_even_one_that_is_not_over()
    {
        var loading = _state.LoadAsync();
        var making = _state.CreateAsync(new Note { Text = "first" });
        Assert.False(making.IsCompleted);
        _storage.LetReadGo();
        await loading;
        _storage.LetWriteGo();
        Assert.True(await making);
        Assert.Equal("first", _state.Value!.Text);
    }

    [Fact]
    public async Task A_row_that_is_there_is_loaded_and_not_made_again()
    {
        _storage.Row = new Note { Text = "earlier" };
        var making = _state.CreateAsync(new Note { Text = "second" });
        _storage.LetWriteGo();
        _storage.LetReadGo();
        Assert.False(await making);
        Assert.Equal("earlier", _state.Value!.Text);
    }

    [Fact]
    public async Task After_a_failed_save_nothing_is_answered()
    {
        var making = _state.CreateAsync(new Note { Text = "first" });
        _storage.FailWrite(new IOException("the line is cut"));
        await Assert.ThrowsAsync<IOException>(() => making);
        Assert.Throws<StateUnknownException>(() => { _ = _state.LoadAsync(); });
        await Assert.ThrowsAsync<StateUnknownException>(() => _state.SaveAsync(new Note()));
    }

    [Fact]
    public async Task A_read_that_failed_even_at_once_is_made_again_for_the_next_who_asks()
    {
        _storage.Row = new Note { Text = "earlier" };
        _storage.FailNextRead = true;
        await Assert.ThrowsAsync<IOException>(() => _state.LoadAsync());
        _storage.LetReadGo();
        await _state.LoadAsync();
        Assert.Equal("earlier", _state.Value!.Text);
    }

    internal sealed record Note : AggregateState
    {
        public string Text { get; init; } = "";
    }

    /// <summary>One row; a write is a first one and conflicts where the row exists.</summary>
    private sealed class HeldStorage : IGrainStorage
    {
        private readonly TaskCompletionSource _read = new();
        private readonly TaskCompletionSource _write = new();

        public Note? Row { get; set; }

        public int Reads { get; private set; }

        public bool FailNextRead { get; set; }

        public void LetReadGo() => _read.SetResult();

        public void LetWriteGo() => _write.SetResult();

        public void FailWrite(Exception failure) => _write.SetException(failure);

        public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            Reads++;
            if (FailNextRead)
            {
                FailNextRead = false;
                throw new IOException("the line is cut");
            }

            var seen = Row;
            await _read.Task;
            grainState.RecordExists = seen is not null;
            if (seen is T row) grainState.State = row;
        }

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            await _write.Task;
            if (Row is not null) throw new InconsistentStateException("The row exists.");
            Row = grainState.State as Note;
            grainState.RecordExists = true;
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.CompletedTask;
    }

    /// <summary>As much of an activation as a state asks for.</summary>
    public class Activation : DispatchProxy
    {
        private IServiceProvider? _services;

        internal static IGrainContext On(IGrainStorage storage)
        {
            var context = Create<IGrainContext, Activation>();
            ((Activation)(object)context)._services = new ServiceCollection().AddKeyedSingleton(StorageNames.Hot, storage).BuildServiceProvider();
            return context;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.Name switch
        {
            "get_ActivationServices" => _services,
            "get_GrainId" => GrainId.Create("note", "1"),
            "Deactivate" => null,
            _ => throw new NotSupportedException(targetMethod?.Name),
        };
    }
}
