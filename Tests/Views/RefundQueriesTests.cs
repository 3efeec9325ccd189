using Marquee.Payments;
using Marquee.Tests.Outbox;
using Xunit;

namespace Marquee.Tests.Views;

[Collection("postgres")]
public sealed class RefundQueriesTests(ViewsCluster cluster) : IClassFixture<ViewsCluster>
{
    private readonly UserId _customer = Raised.New<UserId>();

    private IRefundQueries Refunds => cluster.Grains.GetGrain<IRefundQueries>(0);

    [Fact]
    public async Task Refunds_come_newest_first_page_after_page()
    {
        var ids = Enumerable.Range(0, 5).Select(_ => Raised.New<RefundId>()).ToArray();
        for (var i = 0; i < ids.Length; i++) await cluster.PublishAsync(Raised.Refund(ids[i], _customer, RefundStatus.Stuck, 1, Raised.Now.AddTicks(i * 4)));
        var seen = new List<RefundId>();
        for (RefundPage? page = null; page is null || page.Next is not null; seen.AddRange(page.Items.Where(item => item.Customer == _customer).Select(item => item.Id)))
            page = await Refunds.List(RefundStatus.Stuck, 2, page?.Next);
        Assert.Equal(ids.Order(Comparer<RefundId>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()))), seen.Order(Comparer<RefundId>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()))));
        Assert.Equal(5, (await Refunds.AllOf(_customer)).Length);
        Assert.Empty((await Refunds.List(null, 2, "nonsense")).Items);
    }

    [Theory]
    [InlineData(RefundStatus.Pending, true)]
    [InlineData(RefundStatus.Stuck, true)]
    [InlineData(RefundStatus.Succeeded, false)]
    [InlineData(RefundStatus.SettledByHand, false)]
    public async Task A_refund_is_owed_until_the_money_is_back(RefundStatus status, bool owed)
    {
        Assert.False(await Refunds.IsOwed(_customer));
        await cluster.PublishAsync(Raised.Refund(Raised.New<RefundId>(), _customer, status, 1));
        Assert.Equal(owed, await Refunds.IsOwed(_customer));
    }

    [Fact]
    public async Task Of_two_words_on_one_refund_the_later_counts_whichever_comes_first()
    {
        var refund = Raised.New<RefundId>();
        await cluster.PublishAsync(Raised.Refund(refund, _customer, RefundStatus.Succeeded, 2));
        await cluster.PublishAsync(Raised.Refund(refund, _customer, RefundStatus.Pending, 1));
        Assert.Equal(RefundStatus.Succeeded, (await Refunds.Find(refund))!.Status);
    }
}
