using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>Where others reach the sandbox: as configured, else the first address it listens on.</summary>
internal sealed class PublicAddress(IOptions<SandboxOptions> options, IServer? server = null)
{
    /// <summary>Without a slash at its end.</summary>
    public string Origin => (options.Value.PublicUrl is { Length: > 0 } configured ? configured : Listening()).TrimEnd('/');

    private string Listening()
    {
        var first = server?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? throw new InvalidOperationException("The sandbox does not listen yet.");
        return first.Replace("[::]", "127.0.0.1", StringComparison.Ordinal).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)
            .Replace("//+:", "//127.0.0.1:", StringComparison.Ordinal).Replace("//*:", "//127.0.0.1:", StringComparison.Ordinal);
    }
}
