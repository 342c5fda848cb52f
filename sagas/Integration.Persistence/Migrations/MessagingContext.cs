using Microsoft.EntityFrameworkCore;

namespace Integration.Persistence.Migrations;

/// <summary>Owns the migrations of schema <c>messaging</c>. The hot path does not use it.</summary>
public sealed class MessagingContext(DbContextOptions<MessagingContext> options) : DbContext(options)
{
    /// <summary>The schema of the spine's tables.</summary>
    public const string Schema = "messaging";
}
