using Orleans.Storage;
using Xunit;

namespace Marquee.Tests.Storage;

/// <summary>A part of a state that seldom changes.</summary>
public abstract partial class StorageTests
{
    [Fact]
    public async Task An_archive_comes_back_with_its_state_until_there_is_a_new_one()
    {
        var grain = NewGrain();
        var (first, second) = (Bytes(20_000), Bytes(300));
        var shelf = new GrainState<ShelfState>(new ShelfState { Count = 1 });

        await SaveAndReadAsync(1, null, isNew: false);
        await SaveAndReadAsync(2, first, isNew: true);
        await SaveAndReadAsync(3, first, isNew: false);
        await SaveAndReadAsync(4, second, isNew: true);
        await SaveAndReadAsync(5, second, isNew: false);
        await SaveAndReadAsync(6, [], isNew: true);

        async Task SaveAndReadAsync(int count, byte[]? archive, bool isNew)
        {
            shelf.State = new ShelfState { Count = count, Archive = archive, ArchiveIsNew = isNew };
            await SaveAsync(grain, shelf);
            var read = new GrainState<ShelfState>(new ShelfState());
            await Host.Storage(1).ReadStateAsync("shelf", grain, read);
            Assert.Equal((count, shelf.ETag), (read.State!.Count, read.ETag));
            Assert.Equal(archive, read.State.Archive);
        }
    }

    [Fact]
    public async Task An_archive_does_not_land_without_its_state()
    {
        var grain = NewGrain();
        var current = new GrainState<ShelfState>(new ShelfState { Count = 1, Archive = Bytes(3_000), ArchiveIsNew = true });
        await SaveAsync(grain, current);
        var stale = new GrainState<ShelfState>(new ShelfState(), current.ETag);
        await SaveAsync(grain, current);

        stale.State = new ShelfState { Count = 9, Archive = Bytes(3_000), ArchiveIsNew = true };
        await Assert.ThrowsAsync<InconsistentStateException>(() => SaveAsync(grain, stale));

        var read = new GrainState<ShelfState>(new ShelfState());
        await Host.Storage().ReadStateAsync("shelf", grain, read);
        Assert.Equal(current.State!.Archive, read.State!.Archive);
    }

    protected Task SaveAsync(GrainId grain, GrainState<ShelfState> shelf) => Host.Storage().WriteStateAsync("shelf", grain, shelf);

    /// <summary>That no server can press together.</summary>
    protected static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        Random.Shared.NextBytes(bytes);
        return bytes;
    }
}
