using System.ComponentModel;
using System.Diagnostics;

namespace Integration.CrmSandbox.Tests;

/// <summary>A test that runs somebody else's program for Node; skipped where there is none that is new enough.</summary>
public sealed class NodeFactAttribute : FactAttribute
{
    private static readonly Version Needed = new(20, 0);
    private static readonly Lazy<Version?> Found = new(Find);

    public NodeFactAttribute()
    {
        if (Found.Value is not { } version || version < Needed)
        {
            Skip = $"Node {Needed} or newer is not on the path (found: {Found.Value?.ToString() ?? "none"}).";
        }
    }

    private static Version? Find()
    {
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true });
            var text = node?.StandardOutput.ReadToEnd().Trim().TrimStart('v');
            return Version.TryParse(text, out var version) ? version : null;
        }
        catch (Win32Exception)
        {
            return null;    // not installed
        }
    }
}
