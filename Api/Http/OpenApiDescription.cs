using System.Reflection;
using Marquee.Api.Bookings;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Marquee.Api.Http;

/// <summary>The contract at <c>/openapi/v1.json</c> and a page to try it at <c>/docs</c>.</summary>
internal static class OpenApiDescription
{
    private const string Scheme = "accessToken";

    public static void AddOpenApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Marquee", Version = "v1", Description = "Movie tickets: browse, hold seats, pay, run the place." };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT", Description = "From POST /v1/sessions." },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context);
            return Task.CompletedTask;
        });
    });

    public static void MapOpenApiDescription(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi().AllowAnonymous();
        routes.MapScalarApiReference("/docs", page => page.WithTitle("Marquee").DisableDefaultFonts()).AllowAnonymous();
    }

    /// <summary>Adds what cannot be seen from the parameters: the token, the idempotency key, the page.</summary>
    private static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IAuthorizeData>().Any())
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
        var parameters = metadata.OfType<MethodInfo>().SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType).ToHashSet();
        if (parameters.Contains(typeof(IdempotencyKey)))
            Add(operation, IdempotencyKey.Header, ParameterLocation.Header, JsonSchemaType.String, "Your name for this request: repeated with it, the request has one effect and one answer.");
        if (parameters.Contains(typeof(MinVersion))) Add(operation, MinVersion.Header, ParameterLocation.Header, JsonSchemaType.String, MinVersion.Description);
        if (!parameters.Contains(typeof(PageRequest))) return;
        Add(operation, "limit", ParameterLocation.Query, JsonSchemaType.Integer, "Items on a page, 1 to 100; 20 by default.");
        Add(operation, "cursor", ParameterLocation.Query, JsonSchemaType.String, "nextCursor of the page before.");
    }

    private static void Add(OpenApiOperation operation, string name, ParameterLocation where, JsonSchemaType type, string description) =>
        (operation.Parameters ??= []).Add(new OpenApiParameter { Name = name, In = where, Description = description, Schema = new OpenApiSchema { Type = type } });
}
