using System.ComponentModel.DataAnnotations;

namespace Integration.CrmSync.Providers;

/// <summary>What is set for every CRM.</summary>
public abstract class CrmProviderOptions
{
    /// <summary>The most calls that one batch may take when the CRM refuses it as a whole without saying because of which record: it is halved until that is found. What is left
    /// then is answered as passing. One bad record among two hundred takes at most seventeen.</summary>
    [Range(1, 1000)] public int MaxCallsPerBatch { get; set; } = 20;
}
