using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>What a graphics processor computes is what the processor does, up to the order of sums.</summary>
[Trait("Device", "Cuda")]
public sealed class CudaTests
{
    [CudaFact]
    public void Train_SmallNetwork_GivesTheLossesOfTheProcessor()
    {
        bool convolutions = backends.cudnn.allow_tf32;
        backends.cudnn.allow_tf32 = false;
        try
        {
            double[] expected = Losses(CPU), actual = Losses(CUDA);

            for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 2e-4);
            Assert.True(expected[^1] < 0.8 * expected[0], $"the loss went from {expected[0]} to {expected[^1]}: nothing was learned");
        }
        finally
        {
            backends.cudnn.allow_tf32 = convolutions;
        }
    }

    [CudaFact]
    public void Clip_OnCuda_GivesTheNormAndGradientsOfTheProcessor()
    {
        double[] norms = new double[2];
        float[][] gradients = new float[2][];
        foreach (var (device, i) in new[] { (CPU, 0), (CUDA, 1) })
        {
            Parameter[] parameters = [.. Enumerable.Range(1, 3).Select(size => new Parameter(ones(size, size, device: device)))];
            for (int p = 0; p < 3; p++) parameters[p].grad = full_like(parameters[p], p + 1.5);
            norms[i] = nn.utils.clip_grad_norm_(parameters, 1);
            gradients[i] = [.. parameters.SelectMany(parameter => parameter.grad!.cpu().data<float>().ToArray())];
        }

        Assert.Equal(norms[0], norms[1], 1e-5);
        Assert.Equal(gradients[0], gradients[1], (one, other) => Math.Abs(one - other) < 1e-6);
        Assert.True(norms[0] > 1);
    }

    [CudaFact]
    public void Save_TensorOfCuda_LoadsOnTheProcessor()
    {
        string file = Path.GetTempFileName();
        using var linear = nn.Linear(3, 2, device: CUDA);
        linear.save(file);
        using var other = nn.Linear(3, 2);
        other.load(file);
        File.Delete(file);

        Assert.Equal(linear.weight!.cpu().data<float>().ToArray(), other.weight!.data<float>().ToArray());
        Assert.True(linear.weight.is_cuda && !other.weight.is_cuda);
    }

    [CudaFact]
    public void To_Cuda_MovesParametersAndBuffersAndBack()
    {
        using var norm = nn.BatchNorm2d(4);
        norm.cuda();
        Assert.All(norm.parameters().Cast<Tensor>().Append(norm.running_mean!), tensor => Assert.True(tensor.is_cuda));
        norm.cpu();
        Assert.All(norm.parameters().Cast<Tensor>().Append(norm.running_mean!), tensor => Assert.False(tensor.is_cuda));
    }

    [CudaFact]
    public void Synchronize_AfterWork_ReturnsAndDevicesAreCounted()
    {
        using var product = ones(64, 64, device: CUDA).mm(ones(64, 64, device: CUDA));
        cuda.synchronize();

        Assert.Equal(64, product[0, 0].item<float>());
        Assert.InRange(cuda.device_count(), 1, 64);
    }

    [Fact]
    public void AllowTf32_SetAndRead_KeepsWhatWasSet()
    {
        bool products = backends.cuda.matmul.allow_tf32, convolutions = backends.cudnn.allow_tf32;
        backends.cuda.matmul.allow_tf32 = !products;
        backends.cudnn.allow_tf32 = !convolutions;

        Assert.Equal((!products, !convolutions), (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32));

        backends.cuda.matmul.allow_tf32 = products;
        backends.cudnn.allow_tf32 = convolutions;
    }

    private static double[] Losses(Device device)
    {
        manual_seed(3);
        // Made on the processor, so that both begin alike.
        using var images = randn(16, 3, 12, 12).to(device);
        using var labels = randint(0, 5, [16]).to(device);
        using var network = nn.Sequential(
            nn.Conv2d(3, 8, 3, padding: 1, bias: false), nn.BatchNorm2d(8), nn.ReLU6(),
            nn.Conv2d(8, 8, 3, stride: 2, padding: 1, groups: 8, bias: false), nn.BatchNorm2d(8), nn.ReLU6(),
            nn.Conv2d(8, 16, 1, bias: false), nn.BatchNorm2d(16), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(16, 5));
        network.to(device);
        using var optimizer = optim.SGD(network.parameters(), 0.1, momentum: 0.9, weight_decay: 1e-3, nesterov: true);
        double[] losses = new double[10];
        for (int step = 0; step < losses.Length; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = nn.functional.cross_entropy(network.call(images), labels, label_smoothing: 0.1);
            loss.backward();
            nn.utils.clip_grad_norm_(network.parameters(), 1);
            optimizer.step();
            losses[step] = loss.item<float>();
        }

        return losses;
    }
}
