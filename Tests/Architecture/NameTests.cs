using Marquee.Silo.Hosting;
using Xunit;

namespace Marquee.Tests.Architecture;

public sealed class NameTests
{
    private static readonly Type[] Product =
    [
        .. typeof(Money).Assembly.GetTypes(),
        .. typeof(Marquee.Bookings.BookingOptions).Assembly.GetTypes(),
        .. typeof(SiloHosting).Assembly.GetTypes(),
    ];

    [Fact]
    public void Every_grain_interface_method_and_contract_has_a_name_that_outlives_a_renaming() => Assert.Empty(GivenNames.Missing(Product));

    [Fact]
    public void No_name_is_given_twice() => Assert.Empty(GivenNames.Repeated(GivenNames.Given(Product)));

    [Fact]
    public void The_grains_interfaces_and_contracts_of_the_product_are_found()
    {
        Assert.Contains(GivenNames.Grains(Product), grain => grain.Name == "ShowGrain");
        Assert.Contains(typeof(Marquee.Shows.IShowGrain), GivenNames.Interfaces(Product));
        Assert.Contains(typeof(Marquee.Shows.OpenShow), GivenNames.Contracts(Product));
        Assert.Contains(("grain types", "sign-in"), GivenNames.Given(Product));
        Assert.Contains(("types", "marquee.wallet"), GivenNames.Given(Product));
        Assert.Contains((typeof(Marquee.Wallets.IWalletGrain).FullName!, "top-up"), GivenNames.Given(Product));
    }

    [Fact]
    public void Whatever_has_no_name_is_found() => Assert.Equal(
        [nameof(UnnamedGrain), nameof(UnnamedContract), nameof(IUnnamed), "IUnnamed.Do"],
        GivenNames.Missing([typeof(UnnamedGrain), typeof(UnnamedContract), typeof(IUnnamed)]));

    [Fact]
    public void A_name_given_twice_in_one_space_is_found() =>
        Assert.Equal([("types", "a")], GivenNames.Repeated([("types", "a"), ("types", "b"), ("types", "a"), ("grain types", "b")]));
}

internal interface IUnnamed : IGrainWithStringKey
{
    Task Do();
}

internal sealed class UnnamedGrain : Grain, IUnnamed
{
    public Task Do() => Task.CompletedTask;
}

[GenerateSerializer]
internal sealed record UnnamedContract([property: Id(0)] int Value);
