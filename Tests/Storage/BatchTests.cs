using System.Threading.Channels;
using Marquee.Silo.Postgres.Storage;
using Xunit;

namespace Marquee.Tests.Storage;

public sealed class BatchTests
{
    private readonly Channel<RowWrite> _queue = Channel.CreateUnbounded<RowWrite>();

    [Fact]
    public void A_batch_takes_all_that_has_arrived_in_the_order_of_the_keys()
    {
        Arrive("c", "a", "b");

        Assert.Equal(["a", "b", "c"], Keys(new Batch(10)));
    }

    [Fact]
    public void A_batch_takes_no_more_than_its_limit()
    {
        Arrive("a", "b", "c");
        var batch = new Batch(2);

        Assert.Equal(["a", "b"], Keys(batch));
        Assert.Equal(["c"], Keys(batch));
    }

    [Fact]
    public void A_row_that_is_written_twice_is_in_the_next_batch_again()
    {
        Arrive("a", "a", "a", "b");
        var batch = new Batch(10);

        Assert.Equal(["a", "b"], Keys(batch));
        Assert.True(batch.HasLater);
        Assert.Equal(["a"], Keys(batch));
        Assert.Equal(["a"], Keys(batch));
        Assert.False(batch.HasLater);
    }

    [Fact]
    public void Many_writes_of_one_row_do_not_make_a_batch_swallow_the_queue()
    {
        Arrive([.. Enumerable.Repeat("a", 100)]);
        var batch = new Batch(4);

        Assert.Equal(["a"], Keys(batch));
        Assert.True(_queue.Reader.Count >= 96);
    }

    private void Arrive(params string[] keys)
    {
        foreach (var key in keys) _queue.Writer.TryWrite(new RowWrite("tested/counter", key, Etag.None, [], []));
    }

    private IEnumerable<string> Keys(Batch batch) => [.. batch.Next(_queue.Reader).Select(row => row.Key)];
}
