using Integration.Hosting.Startup;
using Integration.PaymentWorker;

return await ServiceRunner.RunAsync("PaymentWorker", args, () => PaymentService.Build(args));
