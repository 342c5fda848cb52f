using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Integration.CrmSandbox.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Integration.CrmSandbox.Salesforce;

/// <summary>Gives access tokens for client credentials and for signed assertions. Its own manners: it needs no session and counts against no limit.</summary>
internal sealed class TokenDesk(IOptions<CrmSandboxOptions> options, SalesforceSessions sessions, SalesforceManners manners) : ICrmApi
{
    private readonly SalesforceOptions _options = options.Value.Salesforce;

    public string Crm => manners.Crm;

    public ApiAnswer? Refuse(ApiCall call, IHeaderDictionary headers) => null;

    public ApiAnswer Trouble(int status) => manners.Trouble(status);

    public ApiAnswer TooLarge() => manners.TooLarge();

    public ApiAnswer Give(ApiCall call)
    {
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(call.Body.Span));
        var refused = form.GetValueOrDefault("grant_type").ToString() switch
        {
            "" => SalesforceFailure.OAuth("invalid_request", "missing required parameter: grant_type"),
            "client_credentials" => JudgeSecret(call, form),
            AssertionGrant.Name => AssertionGrant.Judge(form.GetValueOrDefault("assertion").ToString(), _options, call.At),
            _ => SalesforceFailure.OAuth("unsupported_grant_type", "grant type not supported"),
        };
        return refused ?? (sessions.Revoked ? SalesforceFailure.OAuth("invalid_grant", "user hasn't approved this consumer") : Issue(call));
    }

    private ApiAnswer? JudgeSecret(ApiCall call, Dictionary<string, StringValues> form)
    {
        var (id, secret) = Credentials(call, form.GetValueOrDefault("client_id").ToString(), form.GetValueOrDefault("client_secret").ToString());
        if (id != _options.ClientId)
        {
            return SalesforceFailure.OAuth("invalid_client_id", "client identifier invalid");
        }

        return secret == _options.ClientSecret ? null : SalesforceFailure.OAuth("invalid_client", "invalid client credentials");
    }

    private ApiAnswer Issue(ApiCall call)
    {
        var origin = $"{call.Request.Scheme}://{call.Request.Host}";
        var issued = call.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var user = $"{origin}/id/{SalesforceSessions.OrgId}/005ak00000SandboxAAA";
        return new(200, new JsonObject
        {
            ["access_token"] = sessions.Open(),
            ["signature"] = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(_options.ClientSecret), Encoding.UTF8.GetBytes(user + issued))),
            ["scope"] = "api",
            ["instance_url"] = origin,
            ["id"] = user,
            ["token_type"] = "Bearer",
            ["issued_at"] = issued,
        });
    }

    /// <summary>From the form, or from the header.</summary>
    private static (string Id, string Secret) Credentials(ApiCall call, string id, string secret)
    {
        var header = call.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Basic ", StringComparison.Ordinal))
        {
            return (id, secret);
        }

        var buffer = new byte[header.Length];
        if (!Convert.TryFromBase64String(header["Basic ".Length..], buffer, out var length))
        {
            return ("", "");
        }

        var both = Encoding.UTF8.GetString(buffer, 0, length);
        var colon = both.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (both, "") : (Uri.UnescapeDataString(both[..colon]), Uri.UnescapeDataString(both[(colon + 1)..]));
    }
}
