using System.Text.Json;
using Marquee.Api.Http;
using Marquee.Jobs;
using Marquee.Movies;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Marquee.Api.Movies.Import;

/// <summary>The catalogue in and out as a file. Both are streamed: neither is ever in memory as a whole.</summary>
internal static class MovieImportEndpoints
{
    private const string Ndjson = "application/x-ndjson";

    public static void MapMovieImport(this RouteGroupBuilder admin)
    {
        var movies = admin.MapGroup("/movies").WithTags("Movies");
        movies.MapPost("/import", Import).WithName("ImportMovies").WithMetadata(new LongLived()).Accepts<MovieLine>(Ndjson, Csv.Type);
        movies.MapGet("/export", Export).WithName("ExportMovies").Produces<MovieLine>(StatusCodes.Status200OK, Ndjson, Csv.Type);
    }

    private static async Task<Ok<MovieImportBody>> Import(
        HttpContext http, IGrainFactory grains, TimeProvider clock, IOptions<RequestLimits> limits, IOptions<JsonOptions> json)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = limits.Value.ImportBytes;
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)) throw new BadHttpRequestException($"Say {Ndjson} or {Csv.Type} as the Content-Type.");
        var lines = type.MediaType.Equals(Csv.Type, StringComparison.OrdinalIgnoreCase)
            ? CsvMovies.ReadAsync(http.Request.Body, limits.Value.BodyBytes, http.RequestAborted)
            : new NdjsonLines(http.Request.BodyReader, json.Value.SerializerOptions, limits.Value.BodyBytes).ReadAsync(http.RequestAborted);
        return TypedResults.Ok(await new MovieImport(grains, new JobReports(grains, "movie-import", clock)).RunAsync(lines, http.RequestAborted));
    }

    private static async Task Export(string? format, HttpContext http, IGrainFactory grains, IOptions<JsonOptions> json)
    {
        var csv = format is null ? Csv.IsWanted(http.Request) : format == "csv";
        if (format is not (null or "csv" or "ndjson")) throw new BadHttpRequestException("format must be ndjson or csv.");
        http.Response.ContentType = $"{(csv ? Csv.Type : Ndjson)}; charset=utf-8";
        http.Response.Headers.Vary = "Accept";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"movies.{(csv ? "csv" : "ndjson")}\"";
        if (csv) await http.Response.WriteAsync(CsvMovies.Header);
        var queries = grains.GetGrain<IMovieQueries>(0);
        for (var page = await queries.Export(null, MovieExport.Most); page.Movies.Length > 0; page = await queries.Export(page.Movies[^1].Id.ToString(), MovieExport.Most))
        {
            foreach (var movie in page.Movies.Select(MovieLine.Of))
            {
                if (csv) await http.Response.WriteAsync(CsvMovies.Write(movie));
                else await WriteAsync(http, movie, json.Value.SerializerOptions);
            }
        }
    }

    private static async Task WriteAsync(HttpContext http, MovieLine movie, JsonSerializerOptions json)
    {
        await JsonSerializer.SerializeAsync(http.Response.BodyWriter, movie, json);
        await http.Response.BodyWriter.WriteAsync("\n"u8.ToArray());
    }
}
