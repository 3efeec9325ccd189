using Marquee.Api.Audit;
using Marquee.Api.Bookings;
using Marquee.Api.Copies;
using Marquee.Api.Cluster;
using Marquee.Api.DeadLetters;
using Marquee.Api.Http;
using Marquee.Api.Jobs;
using Marquee.Api.Movies;
using Marquee.Api.Notifications;
using Marquee.Api.Movies.Import;
using Marquee.Api.Payments;
using Marquee.Api.ReadModels;
using Marquee.Api.Reports;
using Marquee.Api.Search;
using Marquee.Api.Shows;
using Marquee.Api.Shows.Live;
using Marquee.Api.Theaters;
using Marquee.Api.Tickets;
using Marquee.Api.Users;
using Marquee.Api.Wallets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Marquee.Api;

/// <summary>The HTTP contract, whatever cluster is behind it.</summary>
internal static class MarqueeApi
{
    public static void AddMarqueeApi(this IHostApplicationBuilder host)
    {
        var services = host.Services;
        services.AddOptions<RequestLimits>().Bind(host.Configuration.GetSection(RequestLimits.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<RequestLimits>>((kestrel, limits) => ServerLimits.Configure(kestrel, limits.Value));
        services.ConfigureHttpJsonOptions(json => StrictJson.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Complete);
        services.AddExceptionHandler<UnhandledErrors>();
        services.AddMarqueeAuthentication();
        services.AddSingleton<RateLimits>();
        services.AddSingleton<RequestsAtOnce>();
        services.AddSingleton<RefusalClock>();
        services.AddSingleton<ShowBodies>();
        services.AddDraining(host.Configuration);
        services.AddLiveSeats(host.Configuration);
        services.AddSingleton<TicketKeySet>();
        services.AddCatalogueCache(host.Configuration);
        services.AddOpenApiDescription();
    }

    public static void MapMarqueeApi(this WebApplication app)
    {
        app.UseResponseHeaders();
        app.Use(next => http => http.RequestServices.GetRequiredService<Draining>().Invoke(http, next));
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseUtf8Alone();
        app.UseRouting();
        // First, because whoever is sent away is to cost next to nothing.
        app.UseWhen(IsOfContract, v1 => v1.Use(next => http => http.RequestServices.GetRequiredService<RequestsAtOnce>().Invoke(http, next)));
        app.UseAuthentication();
        app.UseWhen(IsOfContract, v1 => v1.Use(next => http => http.RequestServices.GetRequiredService<RateLimits>().Invoke(http, next)));
        app.UseAuthorization();
        app.MapHealth();
        app.MapOpenApiDescription();
        app.MapKeySet();
        app.MapTicketKeys();

        var v1 = app.MapGroup("/v1").AddEndpointFilter<RouteGroupBuilder, AskingAgain>();
        v1.MapAccounts();
        v1.MapDevices();
        v1.MapMovieLists();
        v1.MapMovieById();
        v1.MapSuggestions();
        v1.MapTheaterLists();
        v1.MapTheaterById();
        v1.MapShowLists();
        v1.MapShowById();
        v1.MapBookings();
        v1.MapMyBookings();
        v1.MapPayments();
        v1.MapTickets();
        v1.MapCheckIns();
        v1.MapDoorList();
        v1.MapWallet();
        v1.MapPaymentWebhooks();

        var admin = v1.MapGroup("/admin").RequireAuthorization(Caller.AdminPolicy).InNameOfCaller().AddEndpointFilter<RouteGroupBuilder, OwnChanges>();
        admin.MapAdminUsers();
        admin.MapAdminMovies();
        admin.MapMovieImport();
        admin.MapAdminTheaters();
        admin.MapAdminShows();
        admin.MapAdminBookings();
        admin.MapAdminRefunds();
        admin.MapAdminSearch();
        admin.MapAdminJobs();
        admin.MapDeadLetters();
        admin.MapNotifications();
        admin.MapAudit();
        admin.MapReconciliation();
        admin.MapCluster();
        admin.MapActivations();
        admin.MapReports();
        admin.MapReadModels();
    }

    private static bool IsOfContract(HttpContext http) => http.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal);

    /// <summary>Gives every problem its code and trace id, also those the framework phrased.</summary>
    private static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var status = problem.Status ?? context.HttpContext.Response.StatusCode;
        if (!problem.Extensions.TryGetValue(Problems.Code, out var code)) problem.Extensions[Problems.Code] = code = Problems.CodeOf(status);
        problem.Type = Problems.TypeOf((string)code!);
        problem.Extensions[Problems.Trace] = Problems.TraceOf(context.HttpContext);
    }
}
