using Marquee.Api.Bookings;
using Marquee.Api.Http;
using Marquee.Api.Shows;
using Marquee.Api.Shows.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Xunit;

namespace Marquee.Tests.Api;

/// <summary>Which endpoints of a booking may be asked again though their requests have no name; <see cref="BookingApiTests"/> shows that they may.</summary>
public sealed class RepeatableTests
{
    [Fact]
    public async Task Giving_a_booking_up_may_be_asked_again_and_nothing_else_says_so()
    {
        var builder = WebApplication.CreateSlimBuilder();
        // Only that they are known: nothing is asked of them.
        foreach (var service in (Type[])[typeof(IGrainFactory), typeof(ShowBodies), typeof(LiveSeats)]) builder.Services.AddSingleton(service, _ => null!);
        await using var app = builder.Build();
        app.MapGroup("/v1").MapBookings();
        var marked = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).Where(endpoint => endpoint.Metadata.GetMetadata<Repeatable>() is not null);
        Assert.Equal("GiveUpBooking", Assert.Single(marked).Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName);
    }
}
