using Marquee.Storage;
using Xunit;

namespace Marquee.Tests.Domain.Storage;

public sealed class GroupCommitTests
{
    private readonly Queue<TaskCompletionSource> _writes = new();
    private readonly GroupCommit _commit;
    private int _failures;

    public GroupCommitTests() => _commit = new GroupCommit(
        () =>
        {
            var write = new TaskCompletionSource();
            _writes.Enqueue(write);
            return write.Task;
        },
        () => _failures++);

    [Fact]
    public async Task Everything_that_arrives_while_a_write_is_in_flight_shares_the_next_one()
    {
        var first = _commit.Commit();
        var second = _commit.Commit();
        var third = _commit.Commit();
        Assert.Same(second, third);
        Assert.Single(_writes);
        _writes.Dequeue().SetResult();
        await first;
        Assert.False(second.IsCompleted);
        Assert.Single(_writes);
        _writes.Dequeue().SetResult();
        await second;
        Assert.Empty(_writes);
    }

    [Fact]
    public async Task A_failed_write_fails_all_who_waited_for_it_or_for_a_later_one()
    {
        var first = _commit.Commit();
        var second = _commit.Commit();
        _writes.Dequeue().SetException(new IOException("the disk is gone"));
        await Assert.ThrowsAsync<IOException>(() => first);
        await Assert.ThrowsAsync<IOException>(() => second);
        Assert.Empty(_writes);
    }

    [Fact]
    public async Task After_a_failed_write_nothing_is_settled_or_written_and_its_owner_is_told_once()
    {
        var first = _commit.Commit();
        _writes.Dequeue().SetException(new IOException("the disk is gone"));
        await Assert.ThrowsAsync<IOException>(() => first);
        await Assert.ThrowsAsync<IOException>(_commit.Settled);
        await Assert.ThrowsAsync<IOException>(_commit.Commit);
        Assert.Empty(_writes);
        Assert.Equal(1, _failures);
    }

    [Fact]
    public async Task A_repeat_waits_for_the_write_that_holds_the_first_and_asks_for_none()
    {
        Assert.True(_commit.Settled().IsCompletedSuccessfully);
        var first = _commit.Commit();
        var repeat = _commit.Settled();
        Assert.False(repeat.IsCompleted);
        _writes.Dequeue().SetResult();
        await first;
        await repeat;
        Assert.Empty(_writes);
    }
}
