using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Integration.WebhookIngress.Api.Security;

/// <summary>How a bearer token is judged, and who its bearer is here.</summary>
internal sealed class BearerTokens(IOptions<ApiOptions> api, TimeProvider time) : IConfigureNamedOptions<JwtBearerOptions>
{
    /// <summary>Set on a request whose token could not be judged because the provider did not answer.</summary>
    public static readonly object Unavailable = new();

    // Never "none", never a shared secret: a public key must not serve as one.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384,
        SecurityAlgorithms.RsaSsaPssSha512, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    // Access tokens only (RFC 9068 and before): an id, refresh or logout token of the same provider opens nothing.
    private static readonly string[] Types = ["at+jwt", "application/at+jwt", "JWT"];

    private readonly Lock _gate = new();
    private Task? _asked;
    private DateTimeOffset _askAgainAt;

    public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        var settings = api.Value.Jwt;
        options.Authority = settings.Authority;
        options.RequireHttpsMetadata = settings.Authority?.StartsWith(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase) == true;
        options.BackchannelTimeout = TimeSpan.FromSeconds(settings.TimeoutSeconds);
        options.MapInboundClaims = false;
        options.TokenValidationParameters = new()
        {
            ValidAudience = settings.Audience, ValidTypes = Types, ValidAlgorithms = Algorithms, ClockSkew = TimeSpan.FromSeconds(settings.ClockSkewSeconds),
            ValidateIssuer = true, ValidateAudience = true, ValidateLifetime = true, ValidateIssuerSigningKey = true, RequireSignedTokens = true, RequireExpirationTime = true,
        };
        options.Events = new JwtBearerEvents { OnMessageReceived = AskAsync, OnTokenValidated = Recognise };
    }

    /// <summary>A client of the provider is never the client of a key, whatever it is called.</summary>
    private Task Recognise(TokenValidatedContext context)
    {
        var token = context.Principal!;
        var claim = token.FindFirstValue(api.Value.Jwt.ClientClaim);
        var subject = token.FindFirstValue("sub") is { Length: <= 128 } sub && !sub.Any(char.IsControl) ? sub : null;
        if (claim is not { Length: > 0 and <= 128 } || claim.Any(char.IsControl))
        {
            context.Fail("The token names no client.");
            return Task.CompletedTask;
        }

        var scopes = token.FindAll(c => c.Type is "scope" or "scp").SelectMany(c => c.Value.Split(' '));
        context.Principal = new ClaimsPrincipal(Caller.Identity(JwtBearerDefaults.AuthenticationScheme, $"oidc:{claim}", $"token {token.FindFirstValue("jti")}".Trim(), scopes, subject));
        return Task.CompletedTask;
    }

    /// <summary>Without the provider's keys no token can be judged, good or bad. They are fetched once and kept.</summary>
    private async Task AskAsync(MessageReceivedContext context)
    {
        try
        {
            await Asked(context.Options).WaitAsync(context.HttpContext.RequestAborted);
        }
        catch (Exception away) when (away is InvalidOperationException or IOException or HttpRequestException)
        {
            context.HttpContext.Items[Unavailable] = true;
            context.Fail(away);
        }
    }

    /// <summary>One question for all who wait, and for a while the same failure for all who come: callers would otherwise ask a provider that is away one after the other, each for as long as a question may take.</summary>
    private Task Asked(JwtBearerOptions options)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_asked is null or { IsCompletedSuccessfully: true } || (_asked.IsCompleted && now >= _askAgainAt))
            {
                _askAgainAt = now.AddSeconds(2 * api.Value.Jwt.TimeoutSeconds);
                _asked = options.ConfigurationManager!.GetConfigurationAsync(CancellationToken.None);
            }

            return _asked;
        }
    }
}
