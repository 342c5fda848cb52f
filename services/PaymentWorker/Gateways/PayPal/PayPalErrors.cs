using System.Text.Json;
using Integration.PaymentWorker.Gateways.Http;
using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Gateways.PayPal;

/// <summary>What an answer or an exception says about a call. Whatever may have been executed is <see cref="CallFailureKind.OutcomeUnknown"/>.</summary>
public static class PayPalErrors
{
    /// <summary>The error's body, when it is PayPal's.</summary>
    public static PayPalError? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<PayPalError>(body, PayPalJson.Options) is { } error && (error.Name ?? error.Error) is not null ? error : null;
        }
        catch (JsonException)
        {
            // Somebody between us and PayPal answered.
            return null;
        }
    }

    /// <summary>What is known about a call that was answered with an error.</summary>
    public static CallFailure Failure(HttpResponseMessage response, PayPalError? error) => new(
        Kind((int)response.StatusCode, error), Words((int)response.StatusCode, error), PayPalClient.RequestId(response), (int)response.StatusCode);

    /// <summary>What is known about a call that was not answered.</summary>
    public static CallFailure Failure(Exception failure) => failure is PayPalTokenException token ? token.Failure : NetworkErrors.Read(failure);

    private static CallFailureKind Kind(int status, PayPalError? error) => status switch
    {
        429 => CallFailureKind.RateLimited,
        401 or 403 => CallFailureKind.Misconfigured,
        408 or 409 or 425 => CallFailureKind.OutcomeUnknown,       // 409: a twin with the same key is being executed
        >= 500 => CallFailureKind.OutcomeUnknown,
        // Only what cannot depend on the request is believed without a readable error.
        _ when error is null => CallFailureKind.OutcomeUnknown,
        _ when error.Has("PREVIOUS_REQUEST_IN_PROGRESS") || error.Has("ORDER_COMPLETION_IN_PROGRESS") || error.Has("RESOURCE_CONFLICT") => CallFailureKind.OutcomeUnknown,
        >= 400 => CallFailureKind.Rejected,
        _ => CallFailureKind.OutcomeUnknown,
    };

    private static string Words(int status, PayPalError? error) => error is null
        ? $"HTTP {status} without a readable error"
        : string.Join(": ", new[] { error.Name ?? error.Error, error.Issue, error.Details is [{ Description: { } description }, ..] ? description : error.Message ?? error.ErrorDescription }
            .Where(w => !string.IsNullOrEmpty(w)));
}

/// <summary>PayPal's error; the token's endpoint has a shape of its own.</summary>
public sealed record PayPalError
{
    /// <summary>The kind of error, for example UNPROCESSABLE_ENTITY.</summary>
    public string? Name { get; init; }

    /// <summary>In words.</summary>
    public string? Message { get; init; }

    /// <summary>What in particular.</summary>
    public IReadOnlyList<PayPalErrorDetail>? Details { get; init; }

    /// <summary>Where to go from here.</summary>
    public IReadOnlyList<PayPalLink>? Links { get; init; }

    /// <summary>The token endpoint's kind.</summary>
    public string? Error { get; init; }

    /// <summary>The token endpoint's words.</summary>
    public string? ErrorDescription { get; init; }

    /// <summary>The first issue, for example INSTRUMENT_DECLINED.</summary>
    public string? Issue => Details is [{ Issue: { } issue }, ..] ? issue : null;

    /// <summary>True when the name or an issue is this one.</summary>
    public bool Has(string word) => Name == word || Details?.Any(d => d.Issue == word) == true;
}

/// <summary>One issue of an error.</summary>
public sealed record PayPalErrorDetail
{
    /// <summary>The issue.</summary>
    public string? Issue { get; init; }

    /// <summary>In words.</summary>
    public string? Description { get; init; }
}
