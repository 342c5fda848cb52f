using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace Integration.Hosting.Secrets;

internal static class BelowTheEnvironment
{
    /// <summary>Adds a source whose settings win over all that were added so this way before, and not over the environment.</summary>
    public static void InsertBelowEnvironment(this IList<IConfigurationSource> sources, IConfigurationSource source)
    {
        var environment = sources.ToList().FindIndex(s => s is EnvironmentVariablesConfigurationSource { Prefix: null or "" });
        sources.Insert(Math.Max(environment, 0), source);
    }
}
