using System.Text;
using System.Text.Json.Nodes;
using Integration.CrmSandbox.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Integration.CrmSandbox.HubSpot;

/// <summary>Gives access tokens for the refresh token of an app that was installed. Its own manners: it needs no token and counts against no limit.</summary>
internal sealed class HubSpotTokenDesk(IOptions<CrmSandboxOptions> options, HubSpotManners manners) : ICrmApi
{
    private const int LifeSeconds = 1800;

    private readonly HubSpotOptions _options = options.Value.HubSpot;

    public string Crm => manners.Crm;

    public ApiAnswer? Refuse(ApiCall call, IHeaderDictionary headers) => null;

    public ApiAnswer Trouble(int status) => manners.Trouble(status);

    public ApiAnswer TooLarge() => manners.TooLarge();

    public ApiAnswer Give(ApiCall call)
    {
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(call.Body.Span));
        string Sent(string name) => form.GetValueOrDefault(name).ToString();
        var refused = Sent("grant_type") != "refresh_token" ? ("unsupported_grant_type", "grant type is not supported")
            : Sent("client_id") != _options.ClientId || Sent("client_secret") != _options.ClientSecret ? ("invalid_client", "missing or invalid client secret")
            : Sent("refresh_token") != _options.RefreshToken ? ("invalid_grant", "missing or invalid refresh token")
            : ((string Error, string Description)?)null;
        return refused is { } refusal
            ? new(400, new JsonObject { ["error"] = refusal.Error, ["error_description"] = refusal.Description, ["status"] = "BAD_REQUEST", ["message"] = refusal.Description })
            : new(200, new JsonObject { ["token_type"] = "bearer", ["refresh_token"] = _options.RefreshToken, ["access_token"] = _options.Token, ["expires_in"] = LifeSeconds });
    }
}
