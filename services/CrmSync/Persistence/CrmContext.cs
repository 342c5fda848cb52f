using Microsoft.EntityFrameworkCore;

namespace Integration.CrmSync.Persistence;

/// <summary>Owns the migrations of schema <c>crm</c>.</summary>
internal sealed class CrmContext(DbContextOptions<CrmContext> options) : DbContext(options)
{
    public const string Schema = "crm";
}
