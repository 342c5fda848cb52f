using Microsoft.EntityFrameworkCore;

namespace Integration.PaymentWorker.Persistence;

/// <summary>Owns the migrations of schema <c>payments</c>.</summary>
internal sealed class PaymentsContext(DbContextOptions<PaymentsContext> options) : DbContext(options)
{
    public const string Schema = "payments";
}
