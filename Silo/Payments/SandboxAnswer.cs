using System.Net;
using System.Text.Json;
using Marquee.Payments;

namespace Marquee.Silo.Payments;

/// <summary>An answer as it came over the wire, to be trusted only as far as it can be read.</summary>
internal readonly record struct SandboxAnswer(HttpStatusCode Status, byte[] Body)
{
    // Strict, or a page from some proxy in between might pass for a charge without a status.
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>
    /// True where the request itself was refused, which a repeat of it would be too. Not so for 401, 408, 409 or 429: those say nothing
    /// about an earlier request with the same id.
    /// </summary>
    public bool IsRefusal => Status is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity && Code is not null;

    /// <summary>The stable code of a problem answer, null where there is none.</summary>
    public string? Code
    {
        get
        {
            try
            {
                return JsonSerializer.Deserialize<Problem>(Body, Strict)?.Code;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <exception cref="PaymentProviderUnknownException">Not a success, or not what was asked for.</exception>
    public T Read<T>()
    {
        if (Status is not HttpStatusCode.OK) throw new PaymentProviderUnknownException($"The payment provider answered {(int)Status}.");
        try
        {
            return JsonSerializer.Deserialize<T>(Body, Strict) ?? throw new JsonException("null");
        }
        catch (JsonException failure)
        {
            throw new PaymentProviderUnknownException("The payment provider's answer is malformed.", failure);
        }
    }

    private sealed record Problem(string Code);
}
