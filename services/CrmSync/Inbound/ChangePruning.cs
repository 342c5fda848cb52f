using Integration.Persistence;
using Microsoft.Extensions.Options;

namespace Integration.CrmSync.Inbound;

/// <summary>Forgets what records of the CRM were like, when nobody has changed them for long: the fields are personal data.</summary>
internal static class ChangePruning
{
    private const string Forget =
        "delete from crm.changes where (kind, record_id) in " +
        "(select kind, record_id from crm.changes where due_at is null and rung_at < $1 and coalesce(looked_at, rung_at) < $1 limit $2 for update skip locked)";

    public static void AddChangePruning(this IServiceCollection services) => services.AddSingleton(provider => new PruneRule(
        Forget, () => TimeSpan.FromDays(provider.GetRequiredService<IOptions<InboundOptions>>().Value.KeepDays)));
}
