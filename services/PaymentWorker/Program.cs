using Integration.Hosting.Startup;
using Integration.PaymentWorker;

return await ServiceRunner.RunAsync("PaymentWorker", () => PaymentService.Build(args), PaymentService.PrepareAsync);
