using Marquee.Silo.Hosting;
using Xunit;

namespace Marquee.Tests.Architecture;

public sealed class ReferenceTests
{
    private static readonly CompiledAssembly Contracts = CompiledAssembly.Read(typeof(Money).Assembly);
    private static readonly CompiledAssembly Grains = CompiledAssembly.Read(typeof(Marquee.Bookings.BookingOptions).Assembly);
    private static readonly CompiledAssembly Silo = CompiledAssembly.Read(typeof(SiloHosting).Assembly);
    private static readonly CompiledAssembly Api = CompiledAssembly.Read(typeof(Marquee.Api.Http.RequestLimits).Assembly);
    private static readonly CompiledAssembly Tests = CompiledAssembly.Read(typeof(ReferenceTests).Assembly);

    [Fact]
    public void Contracts_reference_the_abstractions_of_actors_alone() => Assert.Empty(ProjectRules.OfContracts(Contracts.References));

    [Fact]
    public void Grains_reference_no_host_no_web_and_no_database() => Assert.Empty(ProjectRules.OfGrains(Grains.References));

    [Fact]
    public void The_silo_does_not_reference_the_api() => Assert.Empty(ProjectRules.OfSilo(Silo.References));

    [Fact]
    public void The_api_references_no_grain_and_no_database() => Assert.Empty(ProjectRules.OfApi(Api.References));

    [Fact]
    public void Only_the_program_of_the_api_uses_the_silo() => Assert.Empty(ProjectRules.OfSiloInApi(Api.Uses, "Program"));

    [Fact]
    public void The_rules_of_the_business_use_the_base_library_alone() => Assert.Empty(ProjectRules.OfDomain(Grains.Uses));

    [Theory]
    [InlineData("Npgsql")]
    [InlineData("Marquee.Grains")]
    [InlineData("Marquee.Silo")]
    [InlineData("Orleans.Runtime")]
    [InlineData("Microsoft.AspNetCore.Http.Abstractions")]
    public void A_reference_that_contracts_must_not_have_is_found(string name) => Assert.Equal([name], ProjectRules.OfContracts(["System.Runtime", name]));

    [Theory]
    [InlineData("Npgsql")]
    [InlineData("Marquee.Silo")]
    [InlineData("Marquee.Api")]
    [InlineData("Orleans.Persistence.AdoNet")]
    [InlineData("Microsoft.AspNetCore.Http.Abstractions")]
    public void A_reference_that_grains_must_not_have_is_found(string name) => Assert.Equal([name], ProjectRules.OfGrains(["Marquee.Grains.Interfaces", name]));

    [Theory]
    [InlineData("Npgsql")]
    [InlineData("Confluent.Kafka")]
    [InlineData("Marquee.Grains")]
    public void A_reference_that_the_api_must_not_have_is_found(string name) => Assert.Equal([name], ProjectRules.OfApi(["Marquee.Grains.Interfaces", name]));

    [Fact]
    public void References_are_read_from_what_was_compiled()
    {
        Assert.Contains("Npgsql", Silo.References);
        Assert.Contains("Marquee.Grains", Silo.References);
        Assert.Equal(["Marquee.Api"], ProjectRules.OfSilo(Tests.References));
        Assert.Contains("Npgsql", ProjectRules.OfApi(Tests.References));
    }

    [Fact]
    public void A_second_user_of_the_silo_would_be_found()
    {
        Assert.NotEmpty(ProjectRules.OfSiloInApi(Api.Uses, "Nobody"));
        Assert.All(ProjectRules.OfSiloInApi(Api.Uses, "Nobody"), use => Assert.Equal("Program", use.User.Name));
    }

    [Theory]
    [InlineData(nameof(Samples.Domain.InABase), "Orleans.Grain")]
    [InlineData(nameof(Samples.Domain.InAField), "Orleans.IGrainFactory")]
    [InlineData(nameof(Samples.Domain.InAParameter), "Orleans.Runtime.GrainId")]
    [InlineData(nameof(Samples.Domain.InATypeArgument), "Orleans.Runtime.GrainId")]
    [InlineData(nameof(Samples.Domain.InAConstraint), "Orleans.Runtime.IAddressable")]
    [InlineData(nameof(Samples.Domain.InABody), "Orleans.Runtime.GrainId")]
    [InlineData(nameof(Samples.Domain.InALambda), "Orleans.Runtime.GrainId")]
    [InlineData(nameof(Samples.Domain.InAnIterator), "Orleans.Runtime.GrainId")]
    [InlineData(nameof(Samples.Domain.InACatch), "Orleans.Runtime.OrleansException")]
    [InlineData(nameof(Samples.Domain.OfTheSilo), "Marquee.Silo.Hosting.StartException")]
    [InlineData(nameof(Samples.Domain.OfTheClock), "System.TimeProvider")]
    [InlineData(nameof(Samples.Domain.OfTheDisk), "System.IO.File")]
    public void A_rule_of_the_business_that_uses_more_is_found_wherever_it_does(string type, string used) =>
        Assert.Contains(ProjectRules.OfDomain(Tests.Uses), use => use.User.Name.Split('`')[0] == type && use.Used.ToString() == used);

    [Fact]
    public void A_rule_of_the_business_that_uses_the_base_library_alone_passes() =>
        Assert.DoesNotContain(ProjectRules.OfDomain(Tests.Uses), use => use.User.Name == nameof(Samples.Domain.Blameless));
}
